using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class ExtremalPerturbationTests
{
    private static readonly ImageSize Size = new(2, 20, 24);

    [Test]
    public void The_derivative_of_the_objective_agrees_with_differences()
    {
        var size = new ImageSize(2, 8, 9);
        var image = Images.Random(size, 1, seed: 1).Values.Values;
        float[] weights = Images.Random(size, 1, seed: 2).Values.Values;
        var form = new SmoothMask(8, 9, 2, 3);
        var region = new ExtremalRegion(form, new BlurPyramid(image, size, 2, 2), size, 0.3, 0.01);
        var random = Seed.Of(3).Random();
        foreach (ref var parameter in region.Parameters.AsSpan())
            parameter = (float)random.NextDouble(0.1, 0.9);
        // A linear score, so that its derivative by the image shown is the same everywhere.
        double Loss()
        {
            var shown = new float[size.Length];
            region.Show(shown, mirrored: false);
            return region.Cost(50) - shown.Zip(weights, (a, b) => (double)a * b).Sum();
        }

        Loss();
        var gradient = region.Descent(weights, 50).ToArray();
        for (var i = 0; i < gradient.Length; i++)
        {
            var value = region.Parameters[i];
            region.Parameters[i] = value + 1e-3f;
            var up = Loss();
            region.Parameters[i] = value - 1e-3f;
            var down = Loss();
            region.Parameters[i] = value;
            // Two levels have no corner between them; the penalty has some, where two values change places.
            Assert.That(gradient[i], Is.EqualTo((up - down) / 2e-3).Within(0.03 + 0.02 * Math.Abs(gradient[i])), $"parameter {i}");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_mask_keeps_what_the_class_is_made_of_and_has_its_area(bool mirror)
    {
        // The score is the sharpness of the lower left corner: the product of the image with itself there.
        var image = Images.Random(Size, 1, seed: 4);
        double[] weights = [.. image.Values.Values.Select((v, i) => Inside(i) || mirror && Inside(Mirrored(i)) ? (double)v : 0)];
        var map = new ExtremalPerturbation("0.15", 300, Mirror: mirror).Explain(FormulaModel.Linear(Size, weights), image, [0])[0].Values;
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 20, 24 }));
        Assert.That(map.Values, Has.All.InRange(0, 1));
        var (inside, outside) = (Mean(map, Inside), Mean(map, i => !Inside(i) && !Inside(Mirrored(i))));
        Assert.That(inside, Is.GreaterThan(0.6));
        Assert.That(outside, Is.LessThan(inside / 3));
    }

    [Test]
    public void The_image_is_mirrored_at_every_other_step()
    {
        var model = FormulaModel.Linear(Size, new double[Size.Length]);
        new ExtremalPerturbation(Iterations: 4, Rate: 1e-6).Explain(model, Images.Random(Size, 1, seed: 5), [0]);
        float[] Turned(float[] image) => [.. image.Select((_, i) => image[i / 24 * 24 + 23 - i % 24])];
        Assert.That(model.Seen, Has.Count.EqualTo(4));
        Assert.That(model.Seen[0], Is.EqualTo(Turned(model.Seen[1])).Within(1e-3f));
        Assert.That(model.Seen[2], Is.EqualTo(Turned(model.Seen[3])).Within(1e-3f));
        Assert.That(model.Seen[0], Is.Not.EqualTo(model.Seen[1]).Within(0.1f));
    }

    [Test]
    public void Several_areas_are_several_masks_in_one_pass_and_their_sum_is_blurred()
    {
        var image = Images.Random(Size, 1, seed: 6);
        double[] weights = [.. image.Values.Values.Select((v, i) => Inside(i) ? (double)v : 0)];
        float[] Map(string areas, double? smooth) =>
            new ExtremalPerturbation(areas, 40, Smooth: smooth).Explain(FormulaModel.Linear(Size, weights), image, [0])[0].Values.Values;
        var sum = Map("0.1", 0).Zip(Map("0.3", 0), (a, b) => a + b).ToArray();
        Assert.That(Map("0.1+0.3", 0), Is.EqualTo(sum).Within(1e-5f));
        Assert.That(Map("0.1+0.3", null), Is.EqualTo(GaussianBlur.Apply(sum, Size with { Channels = 1 }, 0.09 * 20)).Within(1e-4f));
        Assert.That(Map("0.1", null), Is.EqualTo(Map("0.1", 0)), "one mask is left as it is");
    }

    [TestCase("0")]
    [TestCase("0.1+1")]
    [TestCase("0.1+x")]
    [TestCase("")]
    [TestCase("0.1+")]
    public void Areas_are_shares_of_the_picture(string areas) =>
        Assert.That(
            () => new ExtremalPerturbation(areas),
            Throws.TypeOf<InputException>().With.Message.Contains("between 0 and 1 joined by +"));

    private static bool Inside(int i) => i % 480 / 24 >= 11 && i % 24 < 9;

    private static int Mirrored(int i) => i / 24 * 24 + 23 - i % 24;

    private static double Mean(Tensor map, Func<int, bool> where) => map.Values.Where((_, i) => where(i)).Average();
}
