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
            QuantusGoldens.Create("grid-pointing-game@boehle:confidence=0.8").Evaluate(context).Scores.Single().Value, Is.EqualTo(0.5));
        Assert.That(asked, Is.EqualTo(new object[] { (3, 0.8), (26f, 3, ModelVariant.Trained) }));
    }

    [Test]
    public void A_class_that_is_not_recognised_in_the_mosaic_has_a_state_where_that_is_asked()
    {
        // Two classes of logits 0 and x₀: the mosaic's first pixel makes class 0 a third as probable as class 1.
        var model = FakeClassifier.Linear(new ImageSize(1, 2, 2), [0, 0, 0, 0], [1, 0, 0, 0]);
        ScoreValue Score(double least) => new GridPointingGame(Recognised: least).Evaluate(new FakeMetricContext(Own)
        {
            Model = model,
            Mosaics = (_, _) =>
                new Mosaic(new Tensor([MathF.Log(3), 0, 0, 0], 1, 1, 2, 2), 0, new PixelMask([true, false, false, false], 2, 2)),
            Answer = (_, _, _) => new Attribution(new Tensor([1, 0, 0, 0], 2, 2)),
        }).Scores.Single();
        Assert.That(Score(0.24).Value, Is.EqualTo(1));
        Assert.That(Score(0.26).State.Text, Is.EqualTo("undefined:not-recognised"));
    }

    [Test]
    public void A_random_map_gets_the_share_of_the_cell()
    {
        // An uneven grid: the cell is 2 of 5 rows and columns.
        var cell = new PixelMask([.. Enumerable.Range(0, 25).Select(i => i % 5 < 2 && i / 5 < 2)], 5, 5);
        var mean = Enumerable.Range(0, 3000).Average(seed =>
        {
            var random = Seed.Of(seed).Random();
            return new GridPointingGame().Evaluate(new FakeMetricContext(Own)
            {
                Mosaics = (_, _) => new Mosaic(Tensor.Zeros(1, 1, 5, 5), 0, cell),
                Answer = (_, _, _) =>
                    new Attribution(new Tensor([.. Enumerable.Range(0, 25).Select(_ => (float)random.NextGaussian())], 5, 5)),
            }).Scores.Single().Value!.Value;
        });
        Assert.That(mean, Is.EqualTo(4 / 25.0).Within(0.008));
    }

    private static ScoreValue Score(float[] map) => new GridPointingGame().Evaluate(new FakeMetricContext(Own)
    {
        Mosaics = (_, _) => new Mosaic(Tensor.Zeros(1, 1, 2, 2), 0, new PixelMask([true, false, false, false], 2, 2)),
        Answer = (_, _, _) => new Attribution(new Tensor(map, 2, 2)),
    }).Scores.Single();
}
