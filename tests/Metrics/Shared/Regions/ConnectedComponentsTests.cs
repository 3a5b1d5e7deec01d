using System.Globalization;
using System.Text.Json;
using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Tests.Metrics.Shared.Regions;

internal sealed class ConnectedComponentsTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("LargestComponentBox");

    [TestCaseSource(nameof(Goldens))]
    public void Largest_components_and_their_boxes_are_those_of_scikit_image(GoldenCase golden)
    {
        var truth = BoxOf(golden.Params.GetProperty("gt_box_x0y0x1y1_inclusive"));
        foreach (var expected in golden.Expected.EnumerateObject())
        {
            // Named tau0.15_conn4 and so on.
            var (share, connectivity) = (
                double.Parse(expected.Name[3..expected.Name.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture),
                expected.Name.EndsWith('4') ? Connectivity.Four : Connectivity.Eight);
            var mask = Thresholds.Above(golden.Map(), share);
            var largest = ConnectedComponents.Largest(mask, connectivity);
            if (expected.Value.ValueKind == JsonValueKind.Null)
            {
                Assert.That(largest, Is.Null, expected.Name);
                continue;
            }
            Assert.That(largest!.Value.Box, Is.EqualTo(BoxOf(expected.Value.GetProperty("box_x0y0x1y1_inclusive"))), expected.Name);
            Assert.That(largest.Value.Pixels, Is.EqualTo(expected.Value.GetProperty("pixels").GetInt32()), expected.Name);
            Assert.That(
                ConnectedComponents.Find(mask, connectivity),
                Has.Count.EqualTo(expected.Value.GetProperty("components").GetInt32()), expected.Name);
            Assert.That(
                Boxes.IntersectionOverUnion(largest.Value.Box, truth),
                Is.EqualTo(expected.Value.GetProperty("iou").GetDouble()).Within(golden.Tolerance), expected.Name);
        }
    }

    [Test]
    public void Components_are_those_that_spreading_labels_gives([Values] Connectivity connectivity, [Range(1, 6)] int seed)
    {
        var random = Seed.Of(seed).Random();
        var mask = new PixelMask([.. Enumerable.Range(0, 13 * 9).Select(_ => random.NextDouble() < 0.5)], 9, 13);
        Assert.That(ConnectedComponents.Find(mask, connectivity), Is.EqualTo(Spread(mask, connectivity)));
    }

    [Test]
    public void The_first_of_two_equally_large_components_is_taken()
    {
        var mask = new PixelMask([true, true, false, true, true], 1, 5);
        Assert.That(ConnectedComponents.Largest(mask, Connectivity.Eight)!.Value.Box, Is.EqualTo(new Box(0, 0, 2, 1)));
    }

    [Test]
    public void The_empty_set_has_no_component() =>
        Assert.That(ConnectedComponents.Largest(new PixelMask(new bool[6], 2, 3), Connectivity.Four), Is.Null);

    // Every pixel starts with its own index and takes over smaller ones of its neighbours until nothing changes.
    private static List<Component> Spread(PixelMask mask, Connectivity connectivity)
    {
        var labels = Enumerable.Range(0, mask.Pixels.Length).ToArray();
        (int X, int Y) At(int i) => (i % mask.Width, i / mask.Width);
        bool Touch((int X, int Y) a, (int X, int Y) b)
        {
            var (dx, dy) = (Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y));
            return connectivity == Connectivity.Four ? dx + dy == 1 : Math.Max(dx, dy) == 1;
        }
        bool changed;
        do
        {
            changed = false;
            for (var i = 0; i < labels.Length; i++)
                for (var j = 0; j < labels.Length; j++)
                    if (mask.Pixels[i] && mask.Pixels[j] && labels[j] < labels[i] && Touch(At(i), At(j)))
                        (labels[i], changed) = (labels[j], true);
        }
        while (changed);
        return
        [
            .. Enumerable.Range(0, labels.Length).Where(i => mask.Pixels[i]).GroupBy(i => labels[i]).OrderBy(g => g.Key)
                .Select(g => new Component(
                    new Box(g.Min(i => At(i).X), g.Min(i => At(i).Y), g.Max(i => At(i).X) + 1, g.Max(i => At(i).Y) + 1), g.Count(), g.Key)),
        ];
    }

    private static Box BoxOf(JsonElement inclusive)
    {
        var corners = inclusive.EnumerateArray().Select(v => v.GetInt32()).ToArray();
        return new Box(corners[0], corners[1], corners[2] + 1, corners[3] + 1);
    }
}
