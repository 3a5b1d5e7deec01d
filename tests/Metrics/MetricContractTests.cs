using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>What holds for every metric and dialect of the catalogue, whatever it measures.</summary>
[Parallelizable(ParallelScope.All)]
public class MetricContractTests
{
    private const int Side = 48;
    private static readonly ImageSize Size = new(3, Side, Side);
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);
    private static readonly Tensor Image = Images.Random(Size, 1, seed: 3).Values;
    private static readonly LinearModel Model = Small(LinearModel.Random(Size, 4, seed: 1));
    private static readonly LinearModel Other = Small(LinearModel.Random(Size, 4, seed: 2));

    private static IEnumerable<string> Units =>
        Catalogue.Entries.SelectMany(e => e.Dialects.Keys.Select(d => $"{e.Name}@{d}").Prepend(e.Name));

    [TestCaseSource(nameof(Units))]
    public void A_nasty_map_gives_numbers_in_range_or_a_declared_state(string unit)
    {
        var metric = Catalogue.Create(unit);
        var declared = Catalogue[metric.Name].Type.GetCustomAttributes(typeof(NoNumberAttribute), false)
            .Cast<NoNumberAttribute>().Select(n => n.State).ToHashSet();
        Assert.Multiple(() =>
        {
            foreach (var (name, attribution) in Nasty())
            {
                var result = metric.Value.Score(Context(attribution));
                Assert.That(result.Scores.Select(s => s.Name), Is.EqualTo(metric.Value.Scores.Select(s => s.Name)), name);
                foreach (var (score, info) in result.Scores.Zip(metric.Value.Scores))
                    if (score.State.IsOk)
                        Assert.That(score.Value, Is.Not.Null.And.InRange(info.Minimum, info.Maximum), $"{name}: {score.Name}");
                    else
                        Assert.That(declared, Does.Contain(score.State.Text), $"{name}: {score.Name} is in a state that it does not declare");
                foreach (var curve in result.Curves)
                    Assert.That(curve.X, Has.Count.EqualTo(curve.Y.Count), $"{name}: curve {curve.Name}");
            }
        });
    }

    [TestCaseSource(nameof(Units))]
    public void An_ordinary_map_has_every_number_twice_the_same(string unit)
    {
        var metric = Catalogue.Create(unit);
        var (first, second) = (metric.Value.Score(Context(Ordinary())), metric.Value.Score(Context(Ordinary())));
        Assert.That(first.Scores.Select(s => s.State.Text), Has.All.EqualTo("ok"));
        Assert.That(second.Scores, Is.EqualTo(first.Scores));
    }

    [TestCaseSource(nameof(Units))]
    public void A_map_that_is_not_finite_hlikeno_number(string unit)
    {
        var map = Ordinary();
        map.Values.Values[7] = float.NaN;
        Assert.That(Catalogue.Create(unit).Value.Score(Context(map)).Scores.Select(s => s.State.IsOk), Has.All.False);
    }

    [TestCaseSource(nameof(Units))]
    public void Nothing_that_it_is_given_is_changed(string unit)
    {
        var attribution = Ordinary();
        var context = Context(attribution);
        Catalogue.Create(unit).Value.Score(context);
        Assert.That(context.Image.Values, Is.EqualTo(Images.Random(Size, 1, seed: 3).Values.Values));
        Assert.That(attribution.Values.Values, Is.EqualTo(Ordinary().Values.Values));
        Assert.That(context.Map.Values, Is.EqualTo(Ordinary().ToMap(Side, Side).Values));
    }

    private static IEnumerable<(string Name, Attribution Map)> Nasty()
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

    // The product of image and gradient, at the input.
    private static Attribution Ordinary() => Explain(Image, 1, Model);

    private static Attribution Of(Func<int, float> value) =>
        new(new Tensor([.. Enumerable.Range(0, Side * Side).Select(value)], Side, Side));

    private static Attribution Explain(Tensor image, int target, LinearModel model) =>
        new(new Tensor([.. image.Values.Zip(model.Weights[target], (x, w) => x * w)], Size.Channels, Side, Side));

    private static FakeMetricContext Context(Attribution attribution)
    {
        var region = new PixelMask([.. Enumerable.Range(0, Side * Side).Select(i => i % Side is >= 8 and < 24 && i / Side is >= 12 and < 30)], Side, Side);
        var other = new PixelMask([.. region.Pixels.Reverse()], Side, Side);
        return new FakeMetricContext(attribution, attribution.ToMap(Side, Side))
        {
            Model = Model,
            Image = Images.Random(Size, 1, seed: 3).Values,
            Target = 1,
            Labels = [1, 2],
            Truth = new GroundTruth(region, region, [new Box(8, 12, 24, 30)], ImageGeometry.Identity(Side, Side)),
            Truths = c => c == 2 ? new GroundTruth(other, other, [new Box(24, 18, 40, 36)], ImageGeometry.Identity(Side, Side)) : null,
            WeightLayerCount = 3,
            Answer = (image, target, variant) => Shaped(Explain(image, target, variant == ModelVariant.Trained ? Model : Other), attribution),
            Mosaics = (grid, _) => new Mosaic(Images.Random(Size, 1, seed: 4).Values, 1, Cell(grid)),
            Grays = value => new Tensor([.. Enumerable.Repeat((value - 127) / 64f, Size.Length)], 1, Size.Channels, Side, Side),
            Compressed = image => 100 + (long)image.Values.Sum(v => Math.Abs((double)v)),
        };
    }

    // A method gives every image an explanation of the same shape.
    private static Attribution Shaped(Attribution explanation, Attribution like) =>
        like.Values.Rank == 3 ? explanation : new Attribution(new Tensor(explanation.ToMap(Side, Side).Values, Side, Side));

    private static PixelMask Cell(int grid) =>
        new([.. Enumerable.Range(0, Side * Side).Select(i => i % Side < Side / grid && i / Side < Side / grid)], Side, Side);

    // Sure of class 1 where it sees the image, and of another where the image is blurred or gone.
    private static LinearModel Small(LinearModel model) => new(
        model.Input,
        [.. model.Weights.Select((row, c) => row.Zip(Image.Values, (w, x) => 0.01f * w + (c == 1 ? 0.001f * x : 0)).ToArray())],
        [2, 0, 2, 2]);
}
