namespace VisEval.Harness.Datasets.Regions;

/// <summary>A mask whose stored values have a stated meaning: palette indices, or gray levels.</summary>
/// <param name="File">The picture, relative to the dataset's folder.</param>
/// <param name="Object">The values of the object, from 0.</param>
/// <param name="Ignored">The values that are not scored; any other value is background.</param>
internal sealed record ValueMask(string File, IReadOnlyList<int> Object, IReadOnlyList<int> Ignored) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var stored = StoredValues.Read(Path.GetFullPath(File, folder));
        var meaning = new Dictionary<int, byte>();
        foreach (var value in Ignored)
            meaning[value] = RegionPixels.Ignored;
        foreach (var value in Object)
            meaning[value] = RegionPixels.Object;
        return new RegionPixels(
            Array.ConvertAll(stored.Values, v => meaning.GetValueOrDefault(v, RegionPixels.Nothing)), stored.Height, stored.Width);
    }
}
