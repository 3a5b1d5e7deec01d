using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Tests.Metrics.Shared.Regions;

public class ContourLevelsTests
{
    private static readonly double[] Overlaps = [0.3, 0.5, 0.7];

    [Test]
    public void A_single_pixel_is_a_region_at_every_threshold()
    {
        var scores = new double[16];
        scores[5] = 1;
        Assert.That(
            ContourLevels.Of(scores, 4, 4, [new Box(1, 1, 2, 2)], 2, [0.5]),
            Is.EqualTo(new[] { new BoxLevel(0, 1, 1), new BoxLevel(0.5, 1, 1) }));
    }

    [TestCase("MaxBoxAcc")]
    [TestCase("MaxBoxAccV2")]
    public void Right_images_at_every_threshold_are_as_many_as_in_wsolevaluation(string metric)
    {
        var golden = MetricGoldens.Of(metric).Single();
        var maps = golden.Input("maps");
        var boxes = golden.Params.GetProperty("boxes_resized").EnumerateArray()
            .Select(image => image.EnumerateArray().Select(Corners).ToList()).ToList();
        var levels = Enumerable.Range(0, maps.Shape[0])
            .Select(i => ContourLevels.Of([.. maps.Item(i).Select(v => (double)v)], 64, 64, boxes[i], 100, Overlaps)).ToList();
        Assert.Multiple(() =>
        {
            foreach (var (overlap, name) in new[] { (1, "30"), (2, "50"), (3, "70") })
                Assert.That(
                    Enumerable.Range(0, 100).Select(k => levels.Count(l => (metric == "MaxBoxAcc" ? l[k].Largest : l[k].Any) >= overlap)),
                    Is.EqualTo(golden.Expected.GetProperty("correct_counts_per_threshold").GetProperty(name).EnumerateArray()
                        .Select(v => v.GetDouble())),
                    name);
        });
    }

    [Test]
    public void Boxes_at_five_thresholds_are_those_of_wsolevaluation()
    {
        var golden = MetricGoldens.Of("MaxBoxAcc").Single();
        var maps = golden.Input("maps");
        foreach (var (image, i)
            in golden.Expected.GetProperty("boxes_at_thresholds_0.1_0.2_0.35_0.5_0.8").EnumerateArray().Select((e, i) => (e, i)))
        {
            var bytes = maps.Item(i).Select(v => (byte)(255.0 * v)).ToArray();
            var found = new[] { 0.1, 0.2, 0.35, 0.5, 0.8 }.Select(
                t => Contours.Boxes(new PixelMask([.. bytes.Select(b => b > (int)(t * bytes.Max()))], 64, 64)).Largest);
            Assert.That(found, Is.EqualTo(image.EnumerateArray().Select(e => Corners(e[0]))), $"image {i}");
        }
    }

    private static Box Corners(System.Text.Json.JsonElement e) =>
        new(e[0].GetDouble(), e[1].GetDouble(), e[2].GetDouble(), e[3].GetDouble());
}
