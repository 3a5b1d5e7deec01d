namespace VisEval.Core;

/// <summary>Images to explain: normalised pixels N×C×H×W and, for every image, the seed of its random draws.</summary>
/// <param name="Values">The images, N×C×H×W.</param>
/// <param name="Seeds">One seed an image, already specific to run, image and method.</param>
public sealed record ImageBatch(Tensor Values, IReadOnlyList<Seed> Seeds)
{
    /// <summary>The number of images.</summary>
    public int Count => Values.BatchSize;

    /// <summary>Channels, height and width of the images.</summary>
    public ImageSize Size => new(Values.Shape[1], Values.Shape[2], Values.Shape[3]);
}
