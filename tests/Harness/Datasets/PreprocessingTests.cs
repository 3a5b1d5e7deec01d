using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Methods;
using VisEval.Methods.Shared;

namespace VisEval.Tests.Harness.Datasets;

public sealed class PreprocessingTests
{
    private static readonly Preprocessing Imagenet = new("BGR", 1 / 255.0, [0.406, 0.456, 0.485], [0.225, 0.224, 0.229]);

    [Test]
    public void Black_and_white_are_the_values_0_and_255_channel_by_channel()
    {
        var colours = Imagenet.Surroundings();
        Assert.That(colours.Black, Is.EqualTo(new[] { -0.406 / 0.225, -0.456 / 0.224, -0.485 / 0.229 }).Within(1e-6));
        Assert.That(colours.White, Is.EqualTo(new[] { 0.594 / 0.225, 0.544 / 0.224, 0.515 / 0.229 }).Within(1e-6));
        Assert.That(colours.References, Is.Null);
    }

    [TestCase(Baseline.Black, 0)]
    [TestCase(Baseline.White, 255)]
    public void Methods_and_metrics_mean_the_same_colour(Baseline baseline, byte value)
    {
        // Metrics fill with a picture of one value.
        var size = new ImageSize(3, 2, 4);
        var subject = new Subject(0, new float[size.Length], size, 0, Seed.Of(1)) { Surroundings = Imagenet.Surroundings() };
        Assert.That(baseline.Of(subject), Is.EqualTo(InputPicture.Gray(value, size, Imagenet).Values));
    }

    [Test]
    public void What_surrounds_an_image_is_shifted_with_it()
    {
        var around = Imagenet.Surroundings() with { References = new Tensor([1, 2, 3], 1, 3, 1, 1) };
        var shifted = around.ShiftedBy(0.5f);
        Assert.That(shifted.Black, Is.EqualTo(around.Black!.Select(v => v + 0.5f)));
        Assert.That(shifted.White, Is.EqualTo(around.White!.Select(v => v + 0.5f)));
        Assert.That(shifted.References!.Values, Is.EqualTo(new[] { 1.5f, 2.5f, 3.5f }));
        Assert.That(around.References!.Values, Is.EqualTo(new float[] { 1, 2, 3 }));
    }
}
