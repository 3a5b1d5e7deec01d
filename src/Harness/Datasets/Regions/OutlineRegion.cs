namespace VisEval.Harness.Datasets.Regions;

/// <summary>The pixels whose centres lie inside a polygon: those from which a ray crosses its outline an odd number of times.</summary>
/// <param name="Points">x, y of the corners one after the other, in pixels of the annotated picture, from the corner of the first
/// pixel.</param>
internal sealed record OutlineRegion(IReadOnlyList<double> Points) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var values = new byte[height * width];
        var corners = Points.Count / 2;
        var crossings = new List<double>();
        for (var y = 0; y < height; y++)
        {
            crossings.Clear();
            for (var i = 0; i < corners; i++)
            {
                var (x0, y0) = (Points[2 * i], Points[2 * i + 1]);
                var (x1, y1) = (Points[2 * ((i + 1) % corners)], Points[2 * ((i + 1) % corners) + 1]);
                // Of two edges that meet at the height of a centre one counts.
                if (y0 <= y + 0.5 != y1 <= y + 0.5)
                    crossings.Add(x0 + (y + 0.5 - y0) * (x1 - x0) / (y1 - y0));
            }
            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var (first, end) = (Column(crossings[i], width), Column(crossings[i + 1], width));
                values.AsSpan(y * width + first, end - first).Fill(RegionPixels.Object);
            }
        }
        return new RegionPixels(values, height, width);
    }

    // The first column whose centre is not left of a place.
    private static int Column(double x, int width) => (int)Math.Clamp(Math.Ceiling(x - 0.5), 0, width);

    /// <summary>The tight box around the corners: left, top, right, bottom.</summary>
    public (double X0, double Y0, double X1, double Y1) Bounds()
    {
        var (x, y) = (Points.Where((_, i) => i % 2 == 0).ToList(), Points.Where((_, i) => i % 2 == 1).ToList());
        return (x.Min(), y.Min(), x.Max(), y.Max());
    }
}
