using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Reports.Pictures;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Pictures;

/// <summary>Where a map lies in the picture that its input was cut from.</summary>
public sealed class PlacedMapTests
{
    // All of the picture squashed: the same as resizing the map to it.
    [TestCase(4, 3, 9, 5)]
    [TestCase(4, 3, 2, 2)]
    [TestCase(5, 5, 200, 40)]
    public void A_squashed_picture_is_covered_by_the_resized_map(int inputWidth, int inputHeight, int width, int height)
    {
        var map = Map(inputHeight, inputWidth);
        var placed = Placed(
            map, new ImageGeometry(height, width, (double)inputWidth / width, (double)inputHeight / height, 0, 0), height, width);
        Assert.That(placed, Is.EqualTo(map.Resize(height, width).Values).Within(1e-5));
    }

    // A picture of 8×4 of which the input shows the middle 4×4 pixel by pixel.
    [Test]
    public void What_was_cropped_away_has_no_map()
    {
        var map = Map(4, 4);
        var placed = Placed(map, new ImageGeometry(4, 8, 1, 1, 2, 0), 4, 8);
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 8; x++)
                Assert.That(placed[y * 8 + x], x is >= 2 and < 6 ? Is.EqualTo(map[y, x - 2]) : Is.NaN);
    }

    // Rows 1 and 2 of a letterboxed input hold the picture of 4×2; the padding above and below is not shown.
    [Test]
    public void Padding_is_not_part_of_the_picture()
    {
        var map = Map(4, 4);
        var placed = Placed(map, new ImageGeometry(2, 4, 1, 1, 0, -1), 2, 4);
        Assert.That(placed, Is.EqualTo(map.Values[4..12]));
    }

    [Test]
    public void The_geometry_may_start_from_another_size_of_the_same_picture() =>
        Assert.That(
            Placed(Map(4, 4), new ImageGeometry(400, 800, 0.01, 0.01, 2, 0), 4, 8),
            Is.EqualTo(Placed(Map(4, 4), new ImageGeometry(4, 8, 1, 1, 2, 0), 4, 8)).Within(1e-5));

    [Test]
    public void An_overlay_has_the_pictures_size_and_leaves_what_the_network_does_not_see()
    {
        using var result = SKBitmap.Decode(
            Overlay.Compose(ReportSamples.Picture(8, 4), Map(4, 4), 1, new ImageGeometry(4, 8, 1, 1, 2, 0)));
        using var picture = SKBitmap.Decode(ReportSamples.Picture(8, 4));
        Assert.That((result.Width, result.Height), Is.EqualTo((8, 4)));
        Assert.That(result.GetPixel(1, 2), Is.EqualTo(picture.GetPixel(1, 2)));
        Assert.That(result.GetPixel(2, 2), Is.Not.EqualTo(picture.GetPixel(2, 2)));
    }

    private static float[] Placed(SaliencyMap map, ImageGeometry geometry, int height, int width)
    {
        var placed = new PlacedMap(map, geometry, height, width);
        var values = new float[height * width];
        for (var y = 0; y < height; y++)
            placed.Row(y, values.AsSpan(y * width, width));
        return values;
    }

    private static SaliencyMap Map(int height, int width) =>
        new([.. Enumerable.Range(0, height * width).Select(i => (float)(i * 7 % 11))], height, width);
}
