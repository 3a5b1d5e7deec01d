namespace VisEval.Harness.Datasets.Regions;

/// <summary>Several regions of one picture together.</summary>
/// <param name="Parts">The regions; all read at the annotated size.</param>
internal sealed record JoinedRegion(IReadOnlyList<IRegion> Parts) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. Parts.SelectMany(p => p.Files)];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var values = new byte[height * width];
        foreach (var part in Parts)
        {
            var pixels = part.Read(folder, height, width).At(height, width).Values;
            for (var i = 0; i < values.Length; i++)
                if (pixels[i] == RegionPixels.Object || values[i] == RegionPixels.Nothing)
                    values[i] = pixels[i];
        }
        return new RegionPixels(values, height, width);
    }
}
