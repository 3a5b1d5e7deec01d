using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads network input that is already normalised.</summary>
internal static class InputArray
{
    /// <summary>The images of a .npy file, N×C×H×W or flattened to N×(C·H·W), N at least 1.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">The network's input size; null where it is not known.</param>
    /// <exception cref="InputException">The file is no array of that shape, or holds numbers that are not finite.</exception>
    public static Tensor Read(string file, ImageSize? size)
    {
        var array = NpyFile.Read(file);
        if (size is { } known && array.Rank == 2 && array.Shape[1] == known.Length)
            array = array.Reshape(array.Shape[0], known.Channels, known.Height, known.Width);
        var fits = array.Rank == 4 && array.Length > 0
            && (size is not var (channels, height, width) || array.Shape[1..].SequenceEqual([channels, height, width]));
        if (!fits)
            throw new InputException(
                $"'{file}' has the shape ({string.Join(", ", array.Shape.ToArray())}); the model takes N×{Text(size)}, N at least 1.");
        var wrong = Array.FindIndex(array.Values, v => !float.IsFinite(v));
        return wrong < 0
            ? array
            : throw new InputException(
                $"'{file}': image {wrong / array.ItemLength} holds {array.Values[wrong]}; every value must be finite.");
    }

    /// <summary>The size of the images of a .npy file, of which only the header is read; null where it is no array of images.</summary>
    public static ImageSize? SizeOf(string file) =>
        NpyFile.ReadShape(file) is [_, > 0 and var channels, > 0 and var height, > 0 and var width]
            ? new ImageSize(channels, height, width)
            : null;

    /// <summary>The hash of every image of an array N×C×H×W.</summary>
    public static IReadOnlyList<string> Contents(Tensor images) =>
        [.. Enumerable.Range(0, images.BatchSize).Select(i => Sha256.Of(images.Item(i)))];

    private static string Text(ImageSize? size) => size is var (channels, height, width) ? $"{channels}×{height}×{width}" : "C×H×W";
}
