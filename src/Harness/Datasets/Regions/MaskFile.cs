using System.Numerics;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>A mask in a picture of black and one other colour, which is where the object is.</summary>
/// <param name="File">The picture, relative to the dataset's folder.</param>
internal sealed record MaskFile(string File) : IRegion
{
    private const int Shown = 6;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var path = Path.GetFullPath(File, folder);
        var picture = PictureFile.Decode(path);
        // Of 65,536 levels, a mask of 0 and 1 is black in 256.
        var values = (picture.Fine is { } fine ? Objects<ushort>(fine) : Objects<byte>(picture.Pixels))
            ?? throw new InputException(Unclear(path, picture));
        return new RegionPixels(values, picture.Height, picture.Width);
    }

    // Null where there is more than one colour beside black.
    private static byte[]? Objects<T>(ReadOnlySpan<T> pixels) where T : struct, IBinaryInteger<T>
    {
        var values = new byte[pixels.Length / 3];
        ReadOnlySpan<T> colour = default;
        for (var i = 0; i < values.Length; i++)
        {
            var pixel = pixels.Slice(3 * i, 3);
            if (!pixel.ContainsAnyExcept(T.Zero))
                continue;
            if (colour.IsEmpty)
                colour = pixel;
            if (!pixel.SequenceEqual(colour))
                return null;
            values[i] = RegionPixels.Object;
        }
        return values;
    }

    private string Unclear(string path, Picture picture)
    {
        var file = InputFile.Read(path);
        var has = PngValues.CanRead(file)
            ? Listed("values", [.. PngValues.Read(file, path).Values.Distinct().Order().Select(v => $"{v}")])
            : Listed("colours", [.. picture.Pixels.Chunk(3).Select(p => $"({p[0]}, {p[1]}, {p[2]})").Distinct()]);
        return $"{path}: the mask has {has}, and what they mean is not stated: only black and one other colour are clear. State the values "
            + $"where the mask is named, \"mask\": {{\"file\": \"{File}\", \"object\": [1], \"ignore\": [255]}} (other values are "
            + "background), or store 0 and 255 as PNG.";
    }

    private static string Listed(string what, IReadOnlyList<string> all) =>
        $"{all.Count} {what}, {string.Join(", ", all.Take(Shown))}{(all.Count > Shown ? ", …" : "")}";
}
