using System.Text.Json.Serialization;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>A mask in an array of masks: 0 and one other value.</summary>
/// <param name="File">The file of the array, relative to the dataset's folder.</param>
/// <param name="Part">The array's name.</param>
/// <param name="Offset">The first byte of the mask in the array.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="ValueSize">Bytes of a value.</param>
/// <param name="Bytes">Where the values lie.</param>
internal sealed record ArrayRegion(
    string File, string Part, long Offset, int Height, int Width, int ValueSize, [property: JsonIgnore] IStoredBytes Bytes) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var stored = Bytes.Read(Offset, checked(Height * Width * ValueSize));
        var values = new byte[Height * Width];
        byte[]? inside = null;
        for (var i = 0; i < values.Length; i++)
        {
            var value = stored.AsSpan(i * ValueSize, ValueSize);
            if (!value.ContainsAnyExcept((byte)0))
                continue;
            inside ??= value.ToArray();
            if (!value.SequenceEqual(inside))
                throw new InputException($"{Path.GetFullPath(File, folder)}, {Part}: a mask holds more than 0 and one other value; what "
                    + "the others mean is not stated. Save one mask of 0 and 1 for each image.");
            values[i] = RegionPixels.Object;
        }
        return new RegionPixels(values, Height, Width);
    }
}
