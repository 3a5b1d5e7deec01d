using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>What holds for every metric and dialect of the catalogue, whatever it measures.</summary>
[Parallelizable(ParallelScope.All)]
public class MetricContractTests
{
    private const int Side = 48;
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);
    private static readonly MetricScene Scene = new(Side, Side);

    private static IEnumerable<string> Units => QuickUnits.All;

    [TestCaseSource(nameof(Units))]
    public void An_extreme_map_gives_numbers_in_range_or_a_declared_state(string unit)
    {
        var metric = Catalogue.Create(unit);
        var declared = Catalogue[metric.Name].Type.GetCustomAttributes(typeof(NoNumberAttribute), false)
            .Cast<NoNumberAttribute>().Select(n => n.State).ToHashSet();
        Assert.Multiple(() =>
        {
            foreach (var (name, attribution) in Extreme())
            {
                var result = metric.Value.Evaluate(Context(attribution));
                Assert.That(result.Scores.Select(s => s.Name), Is.EqualTo(metric.Value.Scores.Select(s => s.Name)), name);
                foreach (var (score, info) in result.Scores.Zip(metric.Value.Scores))
                    if (score.State.IsOk)
                        Assert.That(score.Value, Is.Not.Null.And.InRange(info.Minimum, info.Maximum), $"{name}: {score.Name}");
                    else
                        Assert.That(
                            declared, Does.Contain(score.State.Text), $"{name}: {score.Name} is in a state that it does not declare");
                foreach (var curve in result.Curves)
                    Assert.That(curve.X, Has.Count.EqualTo(curve.Y.Count), $"{name}: curve {curve.Name}");
            }
        });
    }

    [TestCaseSource(nameof(Units))]
    public void An_ordinary_map_has_every_number_twice_the_same(string unit)
    {
        var metric = Catalogue.Create(unit);
        var (first, second) = (metric.Value.Evaluate(Context(Ordinary())), metric.Value.Evaluate(Context(Ordinary())));
        Assert.That(OverImages(metric.Value, first, second).Select(s => s.State.Text), Has.All.EqualTo("ok"));
        Assert.That(second.Scores, Is.EqualTo(first.Scores));
    }

    [TestCaseSource(nameof(Units))]
    public void A_map_that_is_not_finite_has_no_number(string unit)
    {
        var map = Ordinary();
        map.Values.Values[7] = float.NaN;
        Assert.That(Catalogue.Create(unit).Value.Evaluate(Context(map)).Scores.Select(s => s.State.IsOk), Has.All.False);
    }

    [TestCaseSource(nameof(Units))]
    public void Nothing_that_it_is_given_is_changed(string unit)
    {
        var attribution = Ordinary();
        var context = Context(attribution);
        Catalogue.Create(unit).Value.Evaluate(context);
        Assert.That(context.Image.Values, Is.EqualTo(Scene.Image.Values));
        Assert.That(attribution.Values.Values, Is.EqualTo(Ordinary().Values.Values));
        Assert.That(context.Map.Values, Is.EqualTo(Ordinary().ToMap(Side, Side).Values));
    }

    private static IEnumerable<(string Name, Attribution Map)> Extreme()
    {
        yield return ("zero", Of(_ => 0));
        yield return ("constant", Of(_ => 2.5f));
        yield return ("negative constant", Of(_ => -1));
        yield return ("not finite", Of(i => i == 5 ? float.PositiveInfinity : i));
        yield return ("one pixel", Of(i => i == 700 ? 1 : 0));
        yield return ("one negative pixel", Of(i => i == 700 ? -1 : 0));
        yield return ("all negative", Of(i => -1 - i % 17));
        yield return ("zero-inflated", Of(i => i % 10 == 0 ? i : 0));
        yield return ("two levels", Of(i => i % 2));
        yield return ("tiny", Of(i => 1e-30f * (i % 13)));
        yield return ("huge", Of(i => 1e30f * (i % 13 - 6)));
    }

    private static IReadOnlyList<ScoreValue> OverImages(IMetric metric, MetricResult first, MetricResult second) =>
        metric is IPooledMetric pooled ? pooled.Pool([first, second]) : first.Scores;

    private static Attribution Ordinary() => Scene.Ordinary();

    private static Attribution Of(Func<int, float> value) =>
        new(new Tensor([.. Enumerable.Range(0, Side * Side).Select(value)], Side, Side));

    private static FakeMetricContext Context(Attribution attribution) => Scene.Context(attribution);
}
