using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Shared;
using VisEval.Methods.Surrogate;
using VisEval.Tests.Core.Segmentation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Surrogate;

internal sealed class LimeTests
{
    private static readonly ImageSize Size = new(2, 6, 8);
    private static readonly float[] Image = Partitions.Picture(Size, 91);

    // What was shown is read off the images that the model saw; then the definition, with the intercept as an unknown of its own.
    [TestCase(3, 4, 300, 0.25, SegmentFill.Own, ClassScore.Probability)]
    [TestCase(3, 4, 300, 0.25, SegmentFill.Own, ClassScore.Logit)]
    [TestCase(2, 2, 65, 0.1, SegmentFill.Zero, ClassScore.Logit)]
    [TestCase(1, 2, 40, 2, SegmentFill.White, ClassScore.Probability)]
    [TestCase(1, 1, 10, 0.25, SegmentFill.Black, ClassScore.Logit)]
    public void Coefficients_are_those_of_the_definition(
        int rows, int columns, int samples, double width, SegmentFill fill, ClassScore score)
    {
        var segments = Grid.Segment(Size, rows, columns);
        var model = Model();
        var actual = new Lime(samples, width, Fill: fill, Score: score).Coefficients(model, Subject(), segments);

        Assert.That(model.Seen, Has.Count.EqualTo(samples));
        Assert.That(model.Seen[0], Is.EqualTo(Image));
        var n = segments.Count;
        var filling = fill.Of(Subject(), segments);
        var matrix = new double[n + 1, n + 2];
        foreach (var seen in model.Seen.ToArray())
        {
            var z = new double[n + 1];
            z[n] = 1;
            for (var i = 0; i < n; i++)
            {
                int[] places = [.. Enumerable.Range(0, Size.Length).Where(p => segments.Labels[p % Size.Pixels] == i)];
                z[i] = places.All(p => seen[p] == Image[p]) ? 1 : 0;
                Assert.That(z[i] == 1 || places.All(p => seen[p] == filling[p]), "neither shown nor hidden");
            }
            var norm = Math.Sqrt(z[..n].Sum(v => v * v));
            var distance = norm == 0 ? 1 : 1 - z[..n].Sum() / (norm * Math.Sqrt(n));
            var weight = Math.Sqrt(Math.Exp(-Math.Pow(distance, 2) / Math.Pow(width, 2)));
            var value = model.Predict(new Tensor(seen, 1, 2, 6, 8)).Of(score, 0, 0);
            for (var i = 0; i <= n; i++)
            {
                for (var j = 0; j <= n; j++)
                    matrix[i, j] += weight * z[i] * z[j];
                matrix[i, n + 1] += weight * z[i] * value;
            }
        }
        for (var i = 0; i < n; i++)
            matrix[i, i] += 1;
        Assert.That(actual, Is.EqualTo(Elimination.Solve(matrix)[..n]).Within(1e-8));
    }

    // Ridge takes off about 1/(N·π̄/4), here 0.4 percent of the largest coefficient.
    [Test]
    public void On_a_linear_model_many_samples_give_nearly_weight_times_difference()
    {
        var model = LinearModel.Random(Size, 2, seed: 92);
        var segments = Grid.Segment(Size, 2, 3);
        var expected = new double[6];
        for (var i = 0; i < Size.Length; i++)
            expected[segments.Labels[i % Size.Pixels]] += (double)model.Weights[0][i] * Image[i];
        var actual = new Lime(2000, Fill: SegmentFill.Zero, Score: ClassScore.Logit).Coefficients(model, Subject(), segments);
        Assert.That(actual, Is.EqualTo(expected).Within(0.01 * expected.Max(Math.Abs)));
    }

    [Test]
    public void Every_superpixel_is_shown_half_of_the_time_independently()
    {
        var (model, segments) = (Model(), Grid.Segment(Size, 2, 2));
        new Lime(4001, Fill: SegmentFill.Zero).Coefficients(model, Subject(), segments);
        var patterns = model.Seen.Skip(1)
            .GroupBy(seen => string.Concat(new[] { 0, 4, 24, 28 }.Select(p => seen[p] == Image[p] ? '1' : '0')))
            .ToDictionary(g => g.Key, g => g.Count());
        // Sixteen patterns of 250 on average; five standard deviations of 15.3.
        Assert.That(patterns, Has.Count.EqualTo(16));
        Assert.That(patterns.Values, Has.All.EqualTo(250).Within(77));
    }

    [Test]
    public void The_map_gives_every_pixel_the_coefficient_of_its_superpixel()
    {
        var method = new Lime(100, Segmentation: Superpixels.Slic, Segments: 6);
        var map = method.Explain(Model(), Images.Of(Size, Image), [0])[0].Values;
        var segments = Superpixels.Slic.Of(Image, Size, 6);
        var values = method.Coefficients(Model(), Subject(), segments);
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 6, 8 }));
        Assert.That(map.Values, Is.EqualTo(segments.Labels.ToArray().Select(l => (float)values[l])));
        Assert.That(segments.Count, Is.GreaterThan(3));
    }

    [Test]
    public void Superpixels_are_found_by_quickshift_unless_another_way_is_named()
    {
        float[] Map(Lime lime) => lime.Explain(Model(), Images.Of(Size, Image), [0])[0].Values.Values;
        Assert.That(Map(new Lime(50)), Is.EqualTo(Map(new Lime(50, Segmentation: Superpixels.Quickshift))));
        Assert.That(Map(new Lime(50)), Is.Not.EqualTo(Map(new Lime(50, Segmentation: Superpixels.Grid, Segments: 9))));
        Assert.That(
            () => new Lime(Segments: 9),
            Throws.TypeOf<InputException>().With.Message.StartsWith("lime: segments=9 is not possible with segmentation=quickshift"));
    }

    private static FormulaModel Model() =>
        new(Size, image => [Math.Tanh(image[0] * image[9] + image[20]) + image[60] * image[90] - Math.Abs(image[40]) + image.Average(), 0]);

    private static Subject Subject() => new(0, Image, Size, 0, Seed.Of(1)) { Surroundings = Images.Colours(Size.Channels) };
}
