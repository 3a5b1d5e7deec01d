using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Shared;
using VisEval.Methods.Surrogate;
using VisEval.Tests.Core.Segmentation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Surrogate;

internal sealed class ShapleySamplingTests
{
    private static readonly ImageSize Size = new(3, 12, 9);
    private static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 3, seed: 81);
    private static readonly float[] Image = Partitions.Picture(Size, 82);

    [TestCase(1, 9, ClassScore.Logit, SegmentFill.Zero)]
    [TestCase(2, 2, ClassScore.Probability, SegmentFill.Own)]
    [TestCase(1, 1, ClassScore.Logit, SegmentFill.Zero)]
    [TestCase(1, 2, ClassScore.Logit, SegmentFill.Zero)]
    [TestCase(4, 3, ClassScore.Probability, SegmentFill.Mean)]
    public void Few_superpixels_get_the_exact_shapley_values(int rows, int columns, ClassScore score, SegmentFill fill)
    {
        var segments = Grid.Segment(Size, rows, columns);
        var values = new ShapleySampling(Samples: 5000, Fill: fill, Score: score).Values(Model, Subject(), segments);
        var filling = fill.Of(Subject(), segments);
        var expected = ExactShapley.Of(segments.Count, shown => Score(shown, segments, filling, score));
        Assert.That(values, Is.EqualTo(expected).Within(2e-6));
    }

    [TestCase(14)]
    [TestCase(100)]
    [TestCase(1250)]
    public void The_values_add_up_to_what_the_whole_image_has_over_the_hidden_one(int samples)
    {
        var segments = Grid.Segment(Size, 5, 3);
        var values = new ShapleySampling(Samples: samples).Values(Model, Subject(), segments);
        var everything = Score([.. Enumerable.Repeat(true, 15)], segments, new float[Size.Length], ClassScore.Logit);
        var nothing = Score(new bool[15], segments, new float[Size.Length], ClassScore.Logit);
        Assert.That(values.Sum(), Is.EqualTo(everything - nothing).Within(1e-6));
    }

    // On a linear model every order gives a superpixel the same: Σ over it of w·(x − fill).
    [TestCase(1, SegmentFill.Zero)]
    [TestCase(7, SegmentFill.Blur)]
    public void On_a_linear_model_any_order_gives_weight_times_difference(int orders, SegmentFill fill)
    {
        var model = LinearModel.Random(Size, 3, seed: 83);
        var segments = Slic.Segment(Image, Size, 14, 10);
        var method = new ShapleySampling(Samples: orders * (segments.Count - 1), Fill: fill);
        var filling = fill.Of(Subject(), segments);
        var expected = new double[segments.Count];
        for (var i = 0; i < Size.Length; i++)
            expected[segments.Labels[i % Size.Pixels]] += (double)model.Weights[1][i] * (Image[i] - filling[i]);
        Assert.That(method.Values(model, Subject(), segments), Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void More_samples_come_nearer_the_exact_values()
    {
        var segments = Grid.Segment(Size, 4, 3);
        var exact = new ShapleySampling(Samples: 5000).Values(Model, Subject(), segments);
        double Error(int samples) => Enumerable.Range(0, 5).Average(seed =>
            Math.Sqrt(new ShapleySampling(Samples: samples).Values(Model, Subject(seed), segments)
                .Zip(exact, (a, b) => (a - b) * (a - b)).Sum()));
        Assert.That(Error(3300), Is.LessThan(0.2 * Error(33)), "a hundred times the orders, a tenth of the error");
    }

    [TestCase(14, 14)]
    [TestCase(41, 28)]
    public void Only_whole_orders_are_run(int samples, int hidden)
    {
        var model = new FormulaModel(Size, image => [image[0], 0]);
        new ShapleySampling(Samples: samples).Values(model, Subject(), Grid.Segment(Size, 5, 3));
        Assert.That(model.Seen, Has.Count.EqualTo(hidden + 2));
    }

    [Test]
    public void The_map_gives_every_pixel_the_value_of_its_superpixel()
    {
        var method = new ShapleySampling(9, Segmentation: Superpixels.Grid);
        var map = method.Explain(Model, Images.Of(Size, Image), [1])[0].Values;
        var segments = Grid.Segment(Size, 3, 3);
        var values = method.Values(Model, Subject(), segments);
        Assert.That(map.Values, Is.EqualTo(segments.Labels.ToArray().Select(l => (float)values[l])));
    }

    [Test]
    public void Too_few_samples_for_one_order_are_refused()
    {
        var method = new ShapleySampling(Samples: 13);
        Assert.That(
            () => method.Values(Model, Subject(), Grid.Segment(Size, 5, 3)),
            Throws.TypeOf<InputException>().With.Message.Contains("the 15 superpixels").And.Message.Contains("takes, 14"));
        Assert.That(
            () => new ShapleySampling(20, Segmentation: Superpixels.Felzenszwalb),
            Throws.TypeOf<InputException>().With.Message.StartsWith("shapley-sampling: segments=20"));
    }

    private static Subject Subject(int seed = 1) => new(0, Image, Size, 1, Seed.Of(seed));

    private static double Score(bool[] shown, Segments segments, float[] filling, ClassScore score)
    {
        var image = Enumerable.Range(0, Size.Length).Select(i => shown[segments.Labels[i % Size.Pixels]] ? Image[i] : filling[i]);
        return Model.Predict(new Tensor([.. image], 1, 3, 12, 9)).Of(score, 0, 1);
    }
}
