using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Tests.Metrics.Shared.Regions;

public class PointingTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("PointingGame (TorchRay)");

    [TestCaseSource(nameof(Goldens))]
    public void Hits_are_those_of_TorchRay(GoldenCase golden)
    {
        var (mask, tolerance) = (golden.Mask(), golden.Params.GetProperty("tolerance").GetDouble());
        var hits = golden.Params.GetProperty("points_uv").EnumerateArray()
            .Select(p => Pointing.IsNear(mask, p[0].GetInt32(), p[1].GetInt32(), tolerance) ? 1 : -1);
        Assert.That(hits, Is.EqualTo(golden.Expected.EnumerateArray().Select(e => e.GetInt32())));
    }

    [Test]
    public void A_point_outside_the_image_is_near_what_lies_at_the_edge()
    {
        var mask = new PixelMask([true, false, false, false], 2, 2);
        Assert.That(Pointing.IsNear(mask, -1, 0, 1.5));
        Assert.That(Pointing.IsNear(mask, -2, 0, 1.5), Is.False);
    }

    [Test]
    public void A_squashed_map_is_resized_to_the_original_before_its_first_maximum_is_taken()
    {
        // Resized to 4 rows and 8 columns, the map is at its full value from column 6 and row 3 on.
        var map = new SaliencyMap([0, 0, 0, 1], 2, 2);
        Assert.That(Pointing.At(map, In(new ImageGeometry(4, 8, 0.25, 0.5, 0, 0))), Is.EqualTo((6, 3)));
    }

    [Test]
    public void The_first_of_two_maxima_in_row_major_order_is_the_point() =>
        Assert.That(Pointing.At(new SaliencyMap([0, 0, 7, 7, 0, 0], 2, 3), In(ImageGeometry.Identity(2, 3))), Is.EqualTo((2, 0)));

    [Test]
    public void The_maximum_of_a_crop_is_carried_to_the_original()
    {
        // Original 100×200, halved, cut at column 25: input pixel (10, 20) is centred at ((10.5 + 25)·2, 20.5·2) − ½ = (70.5, 40.5).
        var values = new float[50 * 50];
        values[20 * 50 + 10] = 1;
        Assert.That(
            Pointing.At(new SaliencyMap(values, 50, 50), In(new ImageGeometry(100, 200, 0.5, 0.5, 25, 0))), Is.EqualTo((71, 41)));
    }

    [Test]
    public void An_ignored_pixel_is_no_maximum()
    {
        var map = new SaliencyMap([0, 5, 7, 7, 1, 0], 2, 3);
        var ignored = new PixelMask([false, false, true, true, false, false], 2, 3);
        var truth = In(ImageGeometry.Identity(2, 3)) with { InputIgnored = ignored, OriginalIgnored = ignored };
        Assert.That(Pointing.At(map, truth), Is.EqualTo((1, 0)));
        Assert.That(Pointing.All(map, truth), Is.EqualTo(new[] { (1, 0) }));
    }

    private static GroundTruth In(ImageGeometry geometry)
    {
        var nothing = new PixelMask([], 0, 0);
        return new GroundTruth(nothing, nothing, [], geometry);
    }
}
