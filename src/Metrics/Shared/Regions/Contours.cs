using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>Boxes of regions by the rules of <c>wsolevaluation</c> (Choe et al., CVPR 2020), which takes them from OpenCV's
/// contours.</summary>
/// <remarks>
/// Differs from <see cref="ConnectedComponents"/> in four ways. The largest region is the one whose outline, a polygon through the
/// centres of its border pixels, encloses the largest area: a line has none however long it is, a ring that of its disc; the last region
/// in row-major order where several are as large. Holes are outlined too, on the region's pixels around them, and count where any box
/// does. A box reaches one pixel further right and down than the region (x+w for x+w−1), except at the border. Where there is no region
/// the box is the pixel (0, 0). Corners are inclusive.
/// </remarks>
internal static class Contours
{
    private const int West = 4;

    // Clockwise from the right.
    private static readonly (int X, int Y)[] Around = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

    /// <summary>The box of the region with the largest outline, and of every outline.</summary>
    public static (Box Largest, IReadOnlyList<Box> All) Boxes(PixelMask mask)
    {
        var nothing = new Box(0, 0, 0, 0);
        var (largest, size) = (nothing, -1.0);
        var all = new List<Box>();
        foreach (var region in ConnectedComponents.Find(mask, Connectivity.Eight))
        {
            var box = Stretch(region.Box, mask);
            all.Add(box);
            if (Area(mask, region) is var area && area >= size)
                (largest, size) = (box, area);
        }
        var outside = new PixelMask([.. mask.Pixels.Select(p => !p)], mask.Height, mask.Width);
        foreach (var hole in ConnectedComponents.Find(outside, Connectivity.Four).Select(c => c.Box))
            if (hole.X0 > 0 && hole.Y0 > 0 && hole.X1 < mask.Width && hole.Y1 < mask.Height)
                all.Add(Stretch(new Box(hole.X0 - 1, hole.Y0 - 1, hole.X1 + 1, hole.Y1 + 1), mask));
        return (largest, all.Count > 0 ? all : [nothing]);
    }

    /// <summary>|a ∩ b| / |a ∪ b| of boxes with inclusive corners.</summary>
    public static double IntersectionOverUnion(Box a, Box b) => Regions.Boxes.IntersectionOverUnion(
        new Box(a.X0, a.Y0, a.X1 + 1, a.Y1 + 1), new Box(b.X0, b.Y0, b.X1 + 1, b.Y1 + 1));

    private static Box Stretch(Box exclusive, PixelMask mask) => new(
        exclusive.X0, exclusive.Y0, Math.Min(exclusive.X1, mask.Width - 1), Math.Min(exclusive.Y1, mask.Height - 1));

    // The outline is followed as Suzuki and Abe do (1985), from the region's first pixel in row-major order, left of which nothing is.
    private static double Area(PixelMask mask, Component region)
    {
        var start = (X: region.First % mask.Width, Y: region.First / mask.Width);
        if (Turn(mask, start, West, 1) is not { } entry)
            return 0;
        var (at, back, twice) = (start, entry, 0.0);
        while (true)
        {
            var direction = Turn(mask, at, back + Around.Length - 1, -1)!.Value;
            var next = (X: at.X + Around[direction].X, Y: at.Y + Around[direction].Y);
            twice += (double)at.X * next.Y - (double)next.X * at.Y;
            if (next == start && at == (start.X + Around[entry].X, start.Y + Around[entry].Y))
                return Math.Abs(twice) / 2;
            (at, back) = (next, (direction + Around.Length / 2) % Around.Length);
        }
    }

    // The first direction in which a pixel of the set touches, turning clockwise (1) or counterclockwise (−1) from a given one on.
    private static int? Turn(PixelMask mask, (int X, int Y) at, int from, int step)
    {
        for (var i = 0; i < Around.Length; i++)
        {
            var direction = (from + step * i + 2 * Around.Length) % Around.Length;
            var (x, y) = (at.X + Around[direction].X, at.Y + Around[direction].Y);
            if (x >= 0 && x < mask.Width && y >= 0 && y < mask.Height && mask[y, x])
                return direction;
        }
        return null;
    }
}
