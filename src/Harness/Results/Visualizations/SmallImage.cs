namespace VisEval.Harness.Results.Visualizations;

/// <summary>An image of a dataset, small, for pages that show many of them.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Image">The name of the image.</param>
/// <param name="File">A WebP of at most <see cref="Side"/> pixels on its longer side.</param>
internal sealed record SmallImage(string Dataset, string Image, byte[] File)
{
    /// <summary>The longest side in pixels.</summary>
    public const int Side = 40;
}
