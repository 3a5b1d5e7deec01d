using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>A mask in shades of gray that belongs to the object from a level on, such as the votes of several people.</summary>
/// <param name="File">The picture, relative to the dataset's folder; where it has colours, their luma counts (ITU-R 601).</param>
/// <param name="AtLeast">The lowest gray level of the object, 1 to 255.</param>
internal sealed record ThresholdMask(string File, int AtLeast) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var gray = PictureFile.Decode(Path.GetFullPath(File, folder)).ToGray();
        return new RegionPixels(
            Array.ConvertAll(gray.Pixels, v => v >= AtLeast ? RegionPixels.Object : RegionPixels.Nothing), gray.Height, gray.Width);
    }
}
