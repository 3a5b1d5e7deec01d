using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Settles the size of the images: what the file says, else what a person says, else the images at hand.</summary>
internal static class ImageSizes
{
    // 4096² values an image, half a gigabyte a batch; more is a mistake in the file, and would take minutes and gigabytes to find out.
    private const long MostValues = 1L << 24;
    private const long MostBatchValues = 1L << 27;
    private const long LargestFixedBatch = 1024;

    /// <summary>The input with all lengths but the batch.</summary>
    /// <exception cref="InputException">Nobody says the size, the statements contradict each other, or it is too large.</exception>
    public static GraphInput Settled(GraphInput input, NetworkChoices choices, string path)
    {
        var said = choices.Lengths;
        long?[] atHand = choices.AtHand is { } size ? [size.Channels, size.Height, size.Width] : [null, null, null];
        long?[] dims = [.. input.Dims.Skip(1).Select((stated, axis) => stated ?? said[axis] ?? atHand[axis])];
        if (dims.Any(d => d is null))
            throw new InputException(
                $"{path}: the input '{input.Name}' leaves {Free(dims)} free; state the size in the description beside it (\"inputSize\": "
                + "[channels, height, width]) or with --size H,W, or export the network with a fixed image size.");
        if (dims.Zip(said).Any(p => p.Second is not null && p.First != p.Second))
            throw new InputException(
                $"{path}: the input '{input.Name}' takes images of {string.Join("×", dims)} (channels×height×width), not the stated "
                + $"{string.Join("×", said.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "any"))}.");
        // As floating point, because the product of three lengths can be beyond any integer.
        var (batch, values) = (input.Dims[0] ?? 1, dims.Aggregate(1.0, (a, d) => a * d!.Value));
        if (values > MostValues)
            throw new InputException(
                $"{path}: the input '{input.Name}' is {string.Join("×", dims)}; at most {MostValues} values an image are supported.");
        if (batch > LargestFixedBatch || batch * values > MostBatchValues)
            throw new InputException(
                $"{path}: the input '{input.Name}' is fixed to a batch of {batch}; at most {LargestFixedBatch} images of {MostBatchValues} "
                + "values together can be freed. "
                + "Export the network with a free batch axis.");
        return input with { Dims = [input.Dims[0], .. dims] };
    }

    private static string Free(long?[] dims) =>
        string.Join(" and ", dims.Zip((string[])["channels", "height", "width"]).Where(d => d.First is null).Select(d => d.Second));
}
