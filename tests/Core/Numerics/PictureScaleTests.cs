using VisEval.Core;

namespace VisEval.Tests.Core.Numerics;

public sealed class PictureScaleTests
{
    [TestCase(224, 224, 50)]
    [TestCase(112, 112, 25)]
    [TestCase(112, 448, 50, Description = "the same area")]
    [TestCase(28, 7, 3.125)]
    public void A_length_scales_with_the_root_of_the_area(int height, int width, double expected)
    {
        var size = new ImageSize(3, height, width);
        Assert.That(size.Scaled(50), Is.EqualTo(expected));
        Assert.That(size.UnitLength(), Is.EqualTo(expected / 50));
    }
}
