using VisEval.Core;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class WindowMeanTests
{
    [Test]
    public void A_pixel_has_the_mean_of_the_windows_that_cover_it()
    {
        var mean = new WindowMean(new ImageSize(3, 2, 3));
        mean.Add(0, 0, 2, 1);
        mean.Add(0, 1, 2, 4);
        mean.Add(1, 2, 2, 7);
        Assert.That(mean.Map().Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(mean.Map().Values, Is.EqualTo(new[] { 1, 2.5f, 4, 1, 2.5f, 5.5f }));
    }

    [Test]
    public void A_stride_beyond_the_window_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(WindowMean.CheckedStride(4, 4, "occlusion"), Is.EqualTo(4));
        Assert.That(
            () => WindowMean.CheckedStride(5, 4, "occlusion"),
            Throws.TypeOf<InputException>().With.Message.Match("^occlusion: stride=5 .* stride must be from 1 to 4"));
    });
}
