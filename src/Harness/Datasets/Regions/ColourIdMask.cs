using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>A mask whose colours are numbers: red + 256·green, as ImageNet-S has them (Gao et al., TPAMI 2022).</summary>
/// <param name="File">The picture, relative to the dataset's folder.</param>
/// <param name="Object">The number of the object.</param>
/// <param name="Ignored">The number of what is not scored.</param>
internal sealed record ColourIdMask(string File, int Object, int Ignored) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var picture = PictureFile.Decode(Path.GetFullPath(File, folder));
        byte Meaning(int id) => id == Object ? RegionPixels.Object : id == Ignored ? RegionPixels.Ignored : RegionPixels.Nothing;
        return new RegionPixels(Array.ConvertAll(Ids(picture), Meaning), picture.Height, picture.Width);
    }

    /// <summary>The number of every pixel, row by row.</summary>
    internal static int[] Ids(Picture picture)
    {
        var ids = new int[picture.Height * picture.Width];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = picture.Pixels[3 * i] + 256 * picture.Pixels[3 * i + 1];
        return ids;
    }
}
