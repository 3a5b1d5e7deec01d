using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>A mask in a gray picture: not 0 where the object is.</summary>
/// <param name="File">The picture, relative to the dataset's folder.</param>
public sealed record MaskFile(string File) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var picture = PictureFile.Decode(Path.GetFullPath(File, folder));
        var values = new byte[picture.Height * picture.Width];
        for (var i = 0; i < values.Length; i++)
            values[i] = picture.Pixels.AsSpan(3 * i, 3).ContainsAnyExcept((byte)0) ? RegionPixels.Object : RegionPixels.Nothing;
        return new RegionPixels(values, picture.Height, picture.Width);
    }
}
