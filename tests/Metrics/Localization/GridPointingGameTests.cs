using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class GridPointingGameTests
{
    private static readonly SaliencyMap Own = new([1, 2, 3, 4], 2, 2);

    // The own cell is the upper left pixel of the mosaic.
    [TestCase(new float[] { 3, 1, 0, 0 }, 0.75)]
    [TestCase(new float[] { 300, 100, 0, 0 }, 0.75)]
    [TestCase(new float[] { 3, 1, -9, -1 }, 0.75)]
    [TestCase(new float[] { -3, 1, 0, 0 }, 0)]
    [TestCase(new float[] { 5, 0, 0, 0 }, 1)]
    [TestCase(new float[] { 7, 7, 7, 7 }, 0.25)]
    public void The_share_is_that_of_the_positive_part_of_the_map_of_the_mosaic(float[] map, double share) =>
        Assert.That(Score(map).Value, Is.EqualTo(share));

    [TestCase(new float[] { 0, 0, 0, 0 }, "degenerate:empty-on-mosaic")]
    [TestCase(new float[] { -1, 0, 0, 0 }, "degenerate:empty-on-mosaic")]
    [TestCase(new float[] { float.NaN, 0, 0, 1 }, "degenerate:not-finite-on-mosaic")]
    public void A_map_of_the_mosaic_without_a_share_has_a_state(float[] map, string state) =>
        Assert.That(Score(map).State.Text, Is.EqualTo(state));

    [Test]
    public void The_mosaic_is_explained_for_the_class_of_the_image_and_asked_for_as_the_options_say()
    {
        var asked = new List<object>();
        var image = new Tensor([5, 6, 7, 8], 1, 1, 2, 2);
        var context = new FakeMetricContext(Own)
        {
            Target = 3,
            Mosaics = (grid, confidence) =>
            {
                asked.Add((grid, confidence));
                return new Mosaic(image, 3, new PixelMask([true, false, false, false], 2, 2));
            },
            Answer = (pixels, target, variant) =>
            {
                asked.Add((pixels.Values.Sum(), target, variant));
                return new Attribution(new Tensor([1, 0, 0, 1], 2, 2));
            },
        };
        Assert.That(
            QuantusGoldens.Create("grid-pointing-game@boehle:confidence=0.8").Evaluate(context).Scores[0].Value, Is.EqualTo(0.5));
        Assert.That(asked, Is.EqualTo(new object[] { (3, 0.8), (26f, 3, ModelVariant.Trained) }));
    }

    [Test]
    public void A_class_that_is_not_recognised_in_the_mosaic_has_a_state_where_that_is_asked()
    {
        // Two classes of logits 0 and x₀: the mosaic's first pixel makes class 0 a third as probable as class 1.
        var model = FakeClassifier.Linear(new ImageSize(1, 2, 2), [0, 0, 0, 0], [1, 0, 0, 0]);
        IReadOnlyList<ScoreValue> Score(double least) => new GridPointingGame(Recognised: least).Evaluate(new FakeMetricContext(Own)
        {
            Model = model,
            Mosaics = (_, _) =>
                new Mosaic(new Tensor([MathF.Log(3), 0, 0, 0], 1, 1, 2, 2), 0, new PixelMask([true, false, false, false], 2, 2)),
            Answer = (_, _, _) => new Attribution(new Tensor([1, 0, 0, 0], 2, 2)),
        }).Scores;
        Assert.That(Score(0.24).Select(s => s.Value), Is.EqualTo(new double?[] { 1, 1 }));
        Assert.That(Score(0.26)[0].State.Text, Is.EqualTo("undefined:not-recognised"));
        Assert.That(Score(0.26)[1].Value, Is.Zero, "and the report says how many are");
    }

    [Test]
    public void A_random_map_gets_the_share_of_the_cell()
    {
        // An uneven grid: the cell is 2 of 5 rows and columns.
        var cell = new PixelMask([.. Enumerable.Range(0, 25).Select(i => i % 5 < 2 && i / 5 < 2)], 5, 5);
        var mean = Enumerable.Range(0, 3000).Average(seed =>
        {
            var random = Seed.Of(seed).Random();
            return new GridPointingGame(Recognised: 0).Evaluate(new FakeMetricContext(Own)
            {
                Mosaics = (_, _) => new Mosaic(Tensor.Zeros(1, 1, 5, 5), 0, cell),
                Answer = (_, _, _) =>
                    new Attribution(new Tensor([.. Enumerable.Range(0, 25).Select(_ => (float)random.NextGaussian())], 5, 5)),
            }).Scores[0].Value!.Value;
        });
        Assert.That(mean, Is.EqualTo(4 / 25.0).Within(0.008));
    }

    [Test]
    public void A_mosaic_of_full_size_is_explained_on_the_enlarged_network_and_counts_as_recognised()
    {
        var asked = new List<ModelVariant>();
        FakeMetricContext New(ModelVariant? model) => new(Own)
        {
            Mosaics = (grid, _) => new Mosaic(
                Tensor.Zeros(1, 1, 2, 2), 0, new PixelMask([false, true, false, false], 2, 2), Place: 1, Model: model),
            Answer = (_, _, variant) =>
            {
                asked.Add(variant);
                return new Attribution(new Tensor([1, 3, 0, 0], 2, 2));
            },
        };
        var full = new ModelVariant.Enlarged(2);
        Assert.That(new GridPointingGame().Evaluate(New(full)).Scores.Select(s => s.Value), Is.EqualTo(new double?[] { 0.75, 1 }));
        Assert.That(new DiFull().Evaluate(New(full)).Scores.Single().Value, Is.EqualTo(0.75));
        Assert.That(new DiPart().Evaluate(New(full)).Scores.Single().Value, Is.EqualTo(0.75));
        Assert.That(asked, Is.EqualTo(new[] { full, full with { Head = 1, Apart = true }, full with { Head = 1 } }));
        foreach (var metric in new IMetric[] { new DiFull(), new DiPart() })
            Assert.That(metric.Evaluate(New(null)).Scores.Single().State.Text, Is.EqualTo("undefined:not-fully-convolutional"));
    }

    private static ScoreValue Score(float[] map) => new GridPointingGame(Recognised: 0).Evaluate(new FakeMetricContext(Own)
    {
        Mosaics = (_, _) => new Mosaic(Tensor.Zeros(1, 1, 2, 2), 0, new PixelMask([true, false, false, false], 2, 2)),
        Answer = (_, _, _) => new Attribution(new Tensor(map, 2, 2)),
    }).Scores[0];
}
