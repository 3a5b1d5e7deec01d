using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Shared;
using VisEval.Methods.Surrogate;
using VisEval.Tests.Core.Segmentation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Surrogate;

internal sealed class KernelShapTests
{
    private static readonly ImageSize Size = new(3, 12, 9);
    private static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 3, seed: 81);
    private static readonly float[] Image = Partitions.Picture(Size, 82);

    [TestCase(1, 9, ClassScore.Logit, SegmentFill.Zero)]
    [TestCase(1, 3, ClassScore.Logit, SegmentFill.Own)]
    [TestCase(2, 2, ClassScore.Probability, SegmentFill.Black)]
    [TestCase(1, 1, ClassScore.Logit, SegmentFill.Zero)]
    [TestCase(1, 2, ClassScore.Logit, SegmentFill.Zero)]
    [TestCase(4, 3, ClassScore.Probability, SegmentFill.Mean)]
    public void All_coalitions_give_the_exact_shapley_values(int rows, int columns, ClassScore score, SegmentFill fill)
    {
        var segments = Grid.Segment(Size, rows, columns);
        var values = new KernelShap(Samples: 5000, Fill: fill, Score: score).Values(Model, Subject(), segments);
        var filling = fill.Of(Subject(), segments);
        var expected = ExactShapley.Of(segments.Count, shown => Score(shown, segments, filling, score));
        Assert.That(values, Is.EqualTo(expected).Within(2e-6));
    }

    [TestCase(30)]
    [TestCase(100)]
    [TestCase(2048)]
    public void The_values_add_up_to_what_the_whole_image_has_over_the_hidden_one(int samples)
    {
        var segments = Grid.Segment(Size, 5, 3);
        var values = new KernelShap(Samples: samples).Values(Model, Subject(), segments);
        var everything = Score([.. Enumerable.Repeat(true, 15)], segments, new float[Size.Length], ClassScore.Logit);
        var nothing = Score(new bool[15], segments, new float[Size.Length], ClassScore.Logit);
        Assert.That(values.Sum(), Is.EqualTo(everything - nothing).Within(1e-10));
    }

    // On a linear model every sample fits exactly: φ_i = Σ over the superpixel of w·(x − fill).
    [TestCase(2, SegmentFill.Zero)]
    [TestCase(3, SegmentFill.White)]
    [TestCase(20, SegmentFill.Own)]
    [TestCase(100, SegmentFill.Blur)]
    public void On_a_linear_model_any_sampling_gives_weight_times_difference(int samplesASegment, SegmentFill fill)
    {
        var model = LinearModel.Random(Size, 3, seed: 83);
        var segments = Slic.Segment(Image, Size, 14, 10);
        var method = new KernelShap(Samples: samplesASegment * segments.Count, Fill: fill);
        var filling = fill.Of(Subject(), segments);
        var expected = new double[segments.Count];
        for (var i = 0; i < Size.Length; i++)
            expected[segments.Labels[i % Size.Pixels]] += (double)model.Weights[1][i] * (Image[i] - filling[i]);
        Assert.That(method.Values(model, Subject(), segments), Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void Superpixels_that_do_the_same_have_the_same_value_and_those_that_do_nothing_none()
    {
        // f = tanh(a·b) + a·b·c of the sums over four columns: a and b are symmetric, d does nothing.
        var size = new ImageSize(1, 3, 4);
        var model = new FormulaModel(size, image =>
        {
            var column = Enumerable.Range(0, 4).Select(x => image[x] + image[4 + x] + image[8 + x]).ToArray();
            return [Math.Tanh(column[0] * column[1]) + column[0] * column[1] * column[2], 0];
        });
        float[] image = [1, 1, 2, 5, 0, 1, 2, 5, 1, 0, 2, 5];
        var values = new KernelShap().Values(model, new Subject(0, image, size, 0, Seed.Of(1)), Grid.Segment(size, 1, 4));
        Assert.That(model.Seen, Has.Count.EqualTo(16), "every coalition once");
        Assert.That(values[1], Is.EqualTo(values[0]).Within(1e-9));
        Assert.That(values[3], Is.Zero.Within(1e-9));
        // By hand: ab + abc = tanh 4 + 24; c is worth a third of 24, a and b share the rest.
        Assert.That(values[2], Is.EqualTo(8).Within(1e-5));
        Assert.That(values[0], Is.EqualTo(8 + Math.Tanh(4) / 2).Within(1e-5));
    }

    [Test]
    public void More_samples_come_nearer_the_exact_values()
    {
        var segments = Grid.Segment(Size, 4, 3);
        var exact = new KernelShap(Samples: 5000).Values(Model, Subject(), segments);
        double Error(int samples) => Enumerable.Range(0, 5).Average(seed =>
            Math.Sqrt(new KernelShap(Samples: samples).Values(Model, Subject(seed), segments)
                .Zip(exact, (a, b) => (a - b) * (a - b)).Sum()));
        Assert.That(Error(3000), Is.LessThan(0.5 * Error(24)));
    }

    [TestCase(30)]
    [TestCase(31)]
    [TestCase(400)]
    public void An_explanation_costs_at_most_two_more_images_than_samples(int samples)
    {
        var model = new FormulaModel(Size, image => [image[0], 0]);
        new KernelShap(Samples: samples).Values(model, Subject(), Grid.Segment(Size, 5, 3));
        Assert.That(model.Seen.Count, Is.InRange(samples + 1, samples + 2));
    }

    [Test]
    public void The_map_gives_every_pixel_the_value_of_its_superpixel()
    {
        var batch = Images.Of(Size, Image);
        var method = new KernelShap(9, Segmentation: Superpixels.Grid);
        var map = method.Explain(Model, batch, [1])[0].Values;
        var segments = Grid.Segment(Size, 3, 3);
        var values = method.Values(Model, Subject(), segments);
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 12, 9 }));
        Assert.That(map.Values, Is.EqualTo(segments.Labels.ToArray().Select(l => (float)values[l])));
    }

    [Test]
    public void Too_few_samples_for_the_superpixels_are_refused()
    {
        var method = new KernelShap(25, Samples: 40, Segmentation: Superpixels.Grid);
        var count = Superpixels.Grid.Of(Image, Size, 25).Count;
        Assert.That(
            () => method.Explain(Model, Images.Of(Size, Image), [0]),
            Throws.TypeOf<InputException>().With.Message.Contains($"the {count} superpixels").And.Message.Contains($"{2 * count}"));
    }

    [Test]
    public void A_number_of_superpixels_needs_a_segmentation_that_takes_one() =>
        Assert.That(
            () => new KernelShap(20, Segmentation: Superpixels.Felzenszwalb),
            Throws.TypeOf<InputException>().With.Message.StartsWith("kernel-shap: segments=20"));

    private static Subject Subject(int seed = 1) =>
        new(0, Image, Size, 1, Seed.Of(seed)) { Surroundings = Images.Colours(Size.Channels) };

    private static double Score(bool[] shown, Segments segments, float[] filling, ClassScore score)
    {
        var image = Enumerable.Range(0, Size.Length).Select(i => shown[segments.Labels[i % Size.Pixels]] ? Image[i] : filling[i]);
        return Model.Predict(new Tensor([.. image], 1, 3, 12, 9)).Of(score, 0, 1);
    }
}
