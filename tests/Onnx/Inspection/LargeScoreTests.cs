using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Inspection;

/// <summary>The gradient check where 32-bit floats are coarse beside what is compared.</summary>
[Category("Engine")]
public sealed class LargeScoreTests
{
    [TestCase(1e11, 0)]
    [TestCase(1e11, 1e11)]
    [TestCase(1e-11, 0)]
    [TestCase(1, 1e3)]
    public void The_exact_gradient_agrees_whatever_the_size_of_the_logits(double scale, double offset)
    {
        var checks = Check(x => (x.Map("Tanh") * (float)scale + (float)offset));
        Assert.That(checks.Where(c => c.IsTold).ToList(), Is.Not.Empty.And.All.Property("RelativeError").LessThan(0.02));
    }

    // Classes that differ by less than their own rounding: the slope cannot be seen, whatever the step.
    [Test]
    public void A_slope_below_the_rounding_of_the_logits_is_neither_right_nor_wrong() =>
        Assert.That(Check(x => x.Map("Tanh") * 1e3f + 1e11f), Is.All.Property("IsTold").False);

    // Normalization makes the scores independent of the size of the image: the step goes with the image.
    [TestCase(1e-6)]
    [TestCase(1e6)]
    public void Images_of_any_size_are_moved_by_a_part_of_themselves(double size)
    {
        var checks = Check(x => x.Map("Tanh"), x => x / (x * x).Mean(keep: true, 1, 2, 3).Map("Sqrt"), size);
        Assert.That(checks, Is.All.Property("IsTold").True.And.All.Property("RelativeError").LessThan(0.02));
    }

    // Pixels around 10⁶ move by 1/16 at least; a difference over less is 0 however steep the network.
    [Test]
    public void A_step_is_what_the_rounding_of_the_pixels_makes_of_it()
    {
        var checks = Check(x => x, x => (x + -1e6f) * 1e5f, 1, 1e6);
        Assert.That(checks.Where(c => c.IsTold).ToList(), Is.Not.Empty.And.All.Property("RelativeError").LessThan(0.02));
    }

    private static IReadOnlyList<DirectionCheck> Check(
        Func<Value, Value> end, Func<Value, Value>? begin = null, double size = 1, double middle = 0)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        var y = b.Op("Conv", [begin?.Invoke(x) ?? x, SmallNetworks.Weights(b, "w", 1, 4, 3, 3, 3)]).Map("GlobalAveragePool").Map("Flatten");
        b.Add(Node.Of("Identity", [end(y).Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        var image = GradientCase.Between(middle - size, middle + size, 5, 1, 3, 8, 8);
        return GradientCheck.Run(model, image, s => s.Logits, 8, Seed.Of(3));
    }
}
