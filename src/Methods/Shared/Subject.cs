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
    /// <summary>What is known of the image beyond its pixels.</summary>
    public Surroundings Surroundings { get; init; } = Surroundings.Unknown;

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
            .Select(i => explain(batch.Subject(i, targets[i]))),
    ];

    /// <summary>One image of a batch.</summary>
    public static Subject Subject(this ImageBatch batch, int index, int target) =>
        new(index, batch.Values.Item(index).ToArray(), batch.Size, target, batch.Seeds[index]) { Surroundings = batch.Around(index) };
}
