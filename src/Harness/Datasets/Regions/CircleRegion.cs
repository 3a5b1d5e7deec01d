namespace VisEval.Harness.Datasets.Regions;

/// <summary>The pixels whose centres lie inside a circle.</summary>
/// <param name="X">The centre, in pixels from the left edge.</param>
/// <param name="Y">The centre, in pixels from the top edge.</param>
/// <param name="Radius">The radius, in pixels.</param>
internal sealed record CircleRegion(double X, double Y, double Radius) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var values = new byte[height * width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (Math.Pow(x + 0.5 - X, 2) + Math.Pow(y + 0.5 - Y, 2) <= Radius * Radius)
                    values[y * width + x] = RegionPixels.Object;
        return new RegionPixels(values, height, width);
    }
}
