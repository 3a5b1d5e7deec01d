using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>Where the centre of a picture is, as torchvision's Resize and CenterCrop have it.</summary>
public sealed class CutTests
{
    // The rest of 3 leaves 1½ before the window, which becomes 2; 5 leaves 2½, which becomes 2 as well: half to even.
    [TestCase(5, 7, 2, 2, 2)]
    [TestCase(7, 5, 2, 2, 2)]
    [TestCase(5, 5, 2, 2, 2)]
    [TestCase(7, 7, 2, 2, 2)]
    [TestCase(9, 11, 2, 4, 4)]
    [TestCase(4, 6, 2, 1, 2)]
    [TestCase(2, 3, 2, 0, 0)]
    public void Half_a_pixel_goes_to_the_even_one(int width, int height, int input, int left, int top)
    {
        var cut = Cut.Of(width, height, Crop(Math.Min(width, height)), new ImageSize(3, input, input));
        Assert.That(cut, Is.EqualTo(new Cut(width, height, left, top)));
    }

    // ⌊4·10/7⌋ = 5; ⌊4·9/7⌋ = 5.
    [TestCase(7, 10, 4, 5)]
    [TestCase(9, 7, 5, 4)]
    public void The_longer_side_is_rounded_down(int width, int height, int newWidth, int newHeight)
    {
        var cut = Cut.Of(width, height, Crop(4), new ImageSize(3, 4, 4));
        Assert.That((cut.Width, cut.Height), Is.EqualTo((newWidth, newHeight)));
    }

    private static Preprocessing Crop(int side) => new("RGB", 1, [0, 0, 0], [1, 1, 1], Preprocessing.Crop, side);
}
