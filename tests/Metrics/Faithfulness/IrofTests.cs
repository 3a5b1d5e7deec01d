using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class IrofTests
{
    private static readonly ImageSize Size = new(1, 2, 3);
    private static readonly Segments Thirds = Segments.Of([0, 1, 2, 0, 1, 2]);
    private static readonly Tensor Ones = new([1, 1, 1, 1, 1, 1], 1, 1, 2, 3);

    // p = 0.8 of the whole image, of which the columns hold 0.1, 0.2 and 0.5.
    private static readonly float[] Weights = [0.05f, 0.1f, 0.25f, 0.05f, 0.1f, 0.25f];

    [Test]
    public void The_area_is_that_of_the_closed_form()
    {
        // Means 3, 2, 4: columns 2, 0, 1 go; left are 0.8, 0.3, 0.2, 1e-3 of p.
        var model = ProbabilityModel.Of(Size, image => 0.001 + Weights.Zip(image, (w, x) => (double)w * x).Sum());
        var result = new Irof(Fill: PixelFill.Zero).Evaluate(Context(model, [5, 0, 4, 1, 4, 4]), Thirds);
        double[] ratios = [1, 0.301 / 0.801, 0.201 / 0.801, 0.001 / 0.801];
        Assert.That(result.Curves.Single().Y, Is.EqualTo(ratios).AsCollection.Within(1e-6));
        Assert.That(result.Curves[0].X, Is.EqualTo(new[] { 0, 1 / 3.0, 2 / 3.0, 1 }).AsCollection.Within(1e-12));
        var whole = ratios[0] / 2 + ratios[1] + ratios[2] + ratios[3] / 2;
        Assert.That(result.Scores.Single().Value, Is.EqualTo(1 - whole / 3).Within(1e-6));
        var without = ratios[1] / 2 + ratios[2] + ratios[3] / 2;
        Assert.That(
            new Irof(Fill: PixelFill.Zero, Origin: false, Normalize: false)
                .Evaluate(Context(model, [5, 0, 4, 1, 4, 4]), Thirds).Scores.Single().Value,
            Is.EqualTo(3 - without).Within(1e-6));
    }

    [Test]
    public void Superpixels_of_equal_mean_leave_in_the_order_in_which_they_begin()
    {
        var model = ProbabilityModel.Linear(Size, Weights);
        new Irof(Fill: PixelFill.Zero).Evaluate(Context(model, [1, 1, 7, 1, 1, -3]), Thirds);
        Assert.That(model.Seen[1], Is.EqualTo(new float[] { 1, 1, 0, 1, 1, 0 }), "the mean 2 first");
        Assert.That(model.Seen[2], Is.EqualTo(new float[] { 0, 1, 0, 0, 1, 0 }));
    }

    [Test]
    public void Superpixels_become_the_mean_of_the_image()
    {
        var model = ProbabilityModel.Linear(Size, Weights);
        new Irof().Evaluate(Context(model, [3, 2, 1, 3, 2, 1], new Tensor([1, 0, 0.5f, 1, 0, 0.5f], 1, 1, 2, 3)), Thirds);
        Assert.That(model.Seen[^1], Has.All.EqualTo(0.5f));
    }

    [Test]
    public void A_model_that_removal_does_not_move_gives_0_and_one_that_it_helps_less() => Assert.Multiple(() =>
    {
        Assert.That(
            new Irof().Evaluate(Context(ProbabilityModel.Of(Size, _ => 0.3), [3, 2, 1, 3, 2, 1]), Thirds).Scores.Single().Value,
            Is.EqualTo(0).Within(1e-6));
        var rising = ProbabilityModel.Of(Size, image => 0.9 - 0.1 * image.Sum());
        Assert.That(
            new Irof(Fill: PixelFill.Zero).Evaluate(Context(rising, [3, 2, 1, 3, 2, 1]), Thirds).Scores.Single().Value, Is.LessThan(0));
    });

    [Test]
    public void The_superpixels_are_those_of_SLIC_and_found_once_for_both_areas()
    {
        var size = new ImageSize(3, 24, 24);
        var image = Images.Random(size, 1, seed: 2).Values;
        var model = FakeClassifier.Patch(size, new Box(2, 2, 12, 12));
        var context = new FakeMetricContext(new SaliencyMap(Images.Random(size with { Channels = 1 }, 1, seed: 3).Values.Values, 24, 24))
        {
            Model = model,
            Image = image,
        };
        var segments = Slic.Segment(image.Values, size, 9, 10);
        var expected = new Irof(9).Evaluate(context, segments);
        model.Calls.Clear();
        Assert.That(new Irof(9).Evaluate(context).Scores, Is.EqualTo(expected.Scores));
        new Irof(9, Origin: false, Normalize: false).Evaluate(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { segments.Count + 1 }));
    }

    [Test]
    public void A_map_of_the_patch_that_decides_beats_every_permutation_of_itself_over_superpixels()
    {
        var size = new ImageSize(1, 12, 12);
        var model = FakeClassifier.Patch(size, new Box(0, 0, 4, 4));
        var image = new Tensor([.. Enumerable.Repeat(0.2f, 144)], 1, 1, 12, 12);
        var segments = Segments.Of([.. Enumerable.Range(0, 144).Select(i => i / 12 / 4 * 3 + i % 12 / 4)]);
        double Of(float[] cells) => new Irof(Fill: PixelFill.Zero).Evaluate(
            new FakeMetricContext(new SaliencyMap([.. segments.Labels.ToArray().Select(s => cells[s])], 12, 12))
            {
                Model = model,
                Image = image,
            },
            segments).Scores.Single().Value!.Value;
        var perfect = Of([9, 0, 0, 0, 0, 0, 0, 0, 0]);
        for (var cell = 1; cell < 9; cell++)
            Assert.That(Of([.. Enumerable.Range(0, 9).Select(c => c == cell ? 9f : 0)]), Is.LessThan(perfect));
    }

    [TestCase(new float[] { 3, 3, 3, 3, 3, 3 }, "degenerate:constant")]
    [TestCase(new float[] { 1, float.NaN, 2, 3, 4, 5 }, "degenerate:not-finite")]
    public void A_map_that_says_nothing_has_a_state(float[] map, string state) =>
        Assert.That(
            new Irof().Evaluate(Context(ProbabilityModel.Linear(Size, Weights), map)).Scores.Single().State.Text, Is.EqualTo(state));

    [Test]
    public void What_cannot_be_divided_has_a_state()
    {
        float[] map = [3, 2, 1, 3, 2, 1];
        string State(FakeClassifier model, Segments segments) =>
            new Irof().Evaluate(Context(model, map), segments).Scores.Single().State.Text;
        Assert.That(State(ProbabilityModel.Linear(Size, Weights), Segments.Of(new int[6])), Is.EqualTo("undefined:one-segment"));
        Assert.That(State(new FakeClassifier(Size, 2, _ => [-300, 300]), Thirds), Is.EqualTo("undefined:probability-zero"));
        Assert.That(State(new FakeClassifier(Size, 2, _ => [float.NaN, 0]), Thirds), Is.EqualTo("undefined:model-output-not-finite"));
    }

    [Test]
    public void The_dialect_of_Quantus_is_options() =>
        Assert.That(
            new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("irof@quantus").Value,
            Is.EqualTo(new Irof(Origin: false, Normalize: false)));

    private static FakeMetricContext Context(IClassifier model, float[] map, Tensor? image = null) =>
        new(new SaliencyMap(map, 2, 3)) { Model = model, Image = image ?? Ones };
}
