using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Metrics;

/// <summary>Maps of different methods have different units: no number by which methods are ordered may depend on them.</summary>
[Parallelizable(ParallelScope.All)]
public class MetricScaleTests
{
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);
    private static readonly MetricScene Scene = new(48, 48);

    private static IEnumerable<string> Units =>
        QuickUnits.All.Concat(["sparseness:offset=1e-7", "effective-complexity:relative=false", "local-lipschitz:normalize=false",
            "average-drop:scale=clip"]);

    // Every choice of every metric that its defaults and dialects do not make.
    private static IEnumerable<string> Choices => Catalogue.Entries.SelectMany(e => e.Options
        .SelectMany(o => Values(Nullable.GetUnderlyingType(o.Type) ?? o.Type).Where(v => !v.Equals(o.Default))
            .Select(v => $"{e.Name}:{o.Name}={OptionInfo.Format(v)}")))
        .Where(IsAllowed);

    private static IEnumerable<object> Values(Type type) =>
        type == typeof(bool) ? [true, false] : type.IsEnum ? Enum.GetValues(type).Cast<object>() : [];

    // A choice can need another option.
    private static bool IsAllowed(string unit)
    {
        try
        {
            return Catalogue.Create(unit).Value.Scores.Count > 0;
        }
        catch (InputException)
        {
            return false;
        }
    }

    [TestCaseSource(nameof(Units))]
    public void A_map_multiplied_by_a_power_of_ten_has_the_same_numbers(string unit) =>
        AreTheSame(unit, [-6, -3, -1, 1, 2, 6]);

    [TestCaseSource(nameof(Choices))]
    public void So_it_has_whatever_is_chosen(string unit) => AreTheSame(unit, [-6, 6]);

    private static void AreTheSame(string unit, int[] exponents)
    {
        var metric = Catalogue.Create(unit).Value;
        var own = Scores(metric, 1);
        Assert.Multiple(() =>
        {
            foreach (var exponent in exponents)
                foreach (var (info, (before, after)) in metric.Scores.Zip(own.Zip(Scores(metric, (float)Math.Pow(10, exponent))))
                    .Where(s => !s.First.DependsOnScale))
                {
                    Assert.That(after.State, Is.EqualTo(before.State), $"{info.Name}, 10^{exponent}");
                    // Features of HOG that are equal but for the rounding of the map's levels have ranks of their own.
                    var tolerance = info.Name == "hog" ? 2e-3 : 1e-5;
                    if (before.Value is { } value)
                        Assert.That(
                            after.Value, Is.EqualTo(value).Within(tolerance * Math.Max(1, Math.Abs(value))), $"{info.Name}, 10^{exponent}");
                }
        });
    }

    [TestCaseSource(nameof(Units))]
    public void A_map_multiplied_by_a_power_of_two_which_rounds_nothing_has_exactly_the_same_numbers(string unit)
    {
        var metric = Catalogue.Create(unit).Value;
        var own = Scores(metric, 1);
        foreach (var factor in new[] { 1f / (1 << 20), 1 << 20 })
            foreach (var (info, (before, after)) in metric.Scores.Zip(own.Zip(Scores(metric, factor))).Where(s => !s.First.DependsOnScale))
                Assert.That(after.Value, before.Value is { } value ? Is.EqualTo(value).Within(Rounding(value)) : Is.Null, info.Name);
    }

    [TestCaseSource(nameof(Units))]
    public void A_number_that_is_said_to_depend_on_the_unit_does(string unit)
    {
        var metric = Catalogue.Create(unit).Value;
        if (!metric.Scores.Any(s => s.DependsOnScale))
            return;
        foreach (var (info, (before, after)) in metric.Scores.Zip(Scores(metric, 1).Zip(Scores(metric, 1e-6f))))
            if (info.DependsOnScale)
                Assert.That(after.Value, Is.Not.EqualTo(before.Value).Within(1).Percent, info.Name);
    }

    [TestCaseSource(nameof(Units))]
    public void An_ideal_lies_inside_the_range(string unit)
    {
        foreach (var score in Catalogue.Create(unit).Value.Scores)
        {
            Assert.That(score.Best, Is.InRange(score.Minimum, score.Maximum));
            if (score.Ideal is { } ideal)
                Assert.That(ideal, Is.GreaterThan(score.Minimum).And.LessThan(score.Maximum), "at an end the direction says it");
        }
    }

    [Test]
    public void The_merit_of_a_number_is_highest_at_its_ideal()
    {
        var similarity = new ScoreInfo("spearman", Direction.Lower, -1, 1) { Ideal = 0 };
        Assert.That(new[] { 0, 0.2, -0.27, -0.94 }.Select(similarity.Merit), Is.Ordered.Descending);
        Assert.That((similarity.Arrow, similarity.Best), Is.EqualTo(("→0", 0.0)));
        var (low, high) = (new ScoreInfo("auc", Direction.Lower, 0, 1), new ScoreInfo("auc", Direction.Higher, 0, 1));
        Assert.That((low.Merit(0.3), high.Merit(0.3)), Is.EqualTo((-0.3, 0.3)));
        Assert.That((low.Best, low.Arrow, high.Best, high.Arrow), Is.EqualTo((0.0, "↓", 1.0, "↑")));
    }

    private static double Rounding(double value) => 1e-12 * Math.Max(1, Math.Abs(value));

    private static IReadOnlyList<ScoreValue> Scores(IMetric metric, float factor)
    {
        var context = Scene.Context(MetricScene.Changed(Scene.Ordinary(), v => v * factor), changed: v => v * factor);
        var result = metric.Evaluate(context);
        return metric is IPooledMetric pooled ? pooled.Pool([result, result]) : result.Scores;
    }
}
