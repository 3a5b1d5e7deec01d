using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>One image of a batch, to be explained for one class.</summary>
/// <param name="Index">Its number in the batch.</param>
/// <param name="Image">The image, C·H·W values, a copy.</param>
/// <param name="Size">Its channels, height and width.</param>
/// <param name="Target">The class to explain.</param>
/// <param name="Seed">The seed of the draws for this image.</param>
internal sealed record Subject(int Index, float[] Image, ImageSize Size, int Target, Seed Seed)
{
    /// <summary>An attribution of C·H·W values at the input.</summary>
    public Attribution AtInput(double[] values, ChannelReduction reduction = ChannelReduction.Sum) =>
        new(new Tensor(Array.ConvertAll(values, v => (float)v), Size.Channels, Size.Height, Size.Width), reduction);
}

/// <summary>Splits a batch into its images.</summary>
internal static class SubjectExtensions
{
    /// <summary>Explains the images of a batch one after the other, each by itself.</summary>
    public static IReadOnlyList<Attribution> PerImage(
        this ImageBatch batch, IReadOnlyList<int> targets, Func<Subject, Attribution> explain) =>
    [
        .. Enumerable.Range(0, batch.Count)
            .Select(i => explain(new Subject(i, batch.Values.Item(i).ToArray(), batch.Size, targets[i], batch.Seeds[i]))),
    ];
}
