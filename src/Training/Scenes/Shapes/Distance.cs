namespace VisEval.Training.Scenes.Shapes;

/// <summary>Signed distances to elementary figures, negative inside.</summary>
internal static class Distance
{
    /// <summary>To a disc.</summary>
    public static double Disc(double x, double y, double radius) => Math.Sqrt(x * x + y * y) - radius;

    /// <summary>To a rectangle around the origin; inside, the distance to the nearest side.</summary>
    public static double Box(double x, double y, double halfWidth, double halfHeight)
    {
        var (dx, dy) = (Math.Abs(x) - halfWidth, Math.Abs(y) - halfHeight);
        var (ox, oy) = (Math.Max(dx, 0), Math.Max(dy, 0));
        return Math.Sqrt(ox * ox + oy * oy) + Math.Min(Math.Max(dx, dy), 0);
    }

    /// <summary>To a simple polygon: the nearest edge, with the sign of the even-odd rule.</summary>
    public static double Polygon(double x, double y, ReadOnlySpan<(double X, double Y)> corners)
    {
        var nearest = double.MaxValue;
        var inside = false;
        var (ax, ay) = corners[^1];
        foreach (var (bx, by) in corners)
        {
            var (ex, ey) = (bx - ax, by - ay);
            var (px, py) = (x - ax, y - ay);
            var along = Math.Clamp((px * ex + py * ey) / (ex * ex + ey * ey), 0, 1);
            var (dx, dy) = (px - along * ex, py - along * ey);
            nearest = Math.Min(nearest, dx * dx + dy * dy);
            // Does the ray to the right cross this edge?
            if (ay > y != by > y && px * ey < py * ex == ey > 0)
                inside = !inside;
            (ax, ay) = (bx, by);
        }
        return inside ? -Math.Sqrt(nearest) : Math.Sqrt(nearest);
    }
}
