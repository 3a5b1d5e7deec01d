using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>What boxes reach at a row of thresholds by the rules of <c>wsolevaluation</c>; see <see cref="Contours"/>.</summary>
internal static class ContourLevels
{
    /// <summary>The levels of a map that is first scaled to [0, 1].</summary>
    /// <param name="map">Finite values, not all equal.</param>
    /// <param name="boxes">The target's boxes; their corners are cut to whole pixels and count as inclusive.</param>
    /// <param name="thresholds">The number n of thresholds 0, 1/n, …, (n−1)/n.</param>
    /// <param name="overlaps">The overlaps asked for, increasing.</param>
    public static IReadOnlyList<BoxLevel> Of(SaliencyMap map, IReadOnlyList<Box> boxes, int thresholds, IReadOnlyList<double> overlaps)
    {
        var (smallest, largest) = ((double)map.Values.Min(), (double)map.Values.Max());
        return Of([.. map.Values.Select(v => (v - smallest) / (largest - smallest))], map.Height, map.Width, boxes, thresholds, overlaps);
    }

    /// <summary>The levels of scores in [0, 1], row-major: a pixel belongs where ⌊255·s⌋ exceeds ⌊τ·max ⌊255·s⌋⌋.</summary>
    public static IReadOnlyList<BoxLevel> Of(
        double[] scores, int height, int width, IReadOnlyList<Box> boxes, int thresholds, IReadOnlyList<double> overlaps)
    {
        Box[] truths = [.. boxes.Select(b => new Box(Math.Truncate(b.X0), Math.Truncate(b.Y0), Math.Truncate(b.X1), Math.Truncate(b.Y1)))];
        byte[] bytes = [.. scores.Select(s => (byte)(255 * s))];
        int Reached(Box box) =>
            truths.Max(t => Contours.IntersectionOverUnion(box, t)) is var overlap ? overlaps.Count(o => overlap >= o) : 0;

        var levels = new BoxLevel[thresholds];
        var (limit, pixels) = (-1, -1);
        for (var k = 0; k < thresholds; k++)
        {
            var threshold = k * (1.0 / thresholds);
            var next = (int)(threshold * bytes.Max());
            var mask = next == limit ? null : new PixelMask([.. bytes.Select(b => b > next)], height, width);
            limit = next;
            if (mask is null || mask.Count == pixels)
            {
                levels[k] = levels[k - 1] with { Threshold = threshold };
                continue;
            }
            pixels = mask.Count;
            var (largest, all) = Contours.Boxes(mask);
            levels[k] = new BoxLevel(threshold, Reached(largest), all.Max(Reached));
        }
        return levels;
    }
}
