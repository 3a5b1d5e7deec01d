namespace VisEval.Core;

/// <summary>Images to explain: normalised pixels N×C×H×W and, for every image, the seed of its random draws.</summary>
/// <param name="Values">The images, N×C×H×W.</param>
/// <param name="Seeds">One seed an image, already specific to run, image and method.</param>
public sealed record ImageBatch(Tensor Values, IReadOnlyList<Seed> Seeds)
{
    /// <summary>What is known of every image beyond its pixels; empty where nothing is.</summary>
    public IReadOnlyList<Surroundings> Surroundings { get; init; } = [];

    /// <summary>The number of images.</summary>
    public int Count => Values.BatchSize;

    /// <summary>Channels, height and width of the images.</summary>
    public ImageSize Size => new(Values.Shape[1], Values.Shape[2], Values.Shape[3]);

    /// <summary>What is known of an image beyond its pixels.</summary>
    public Surroundings Around(int image) => Surroundings.Count == 0 ? Core.Surroundings.Unknown : Surroundings[image];
}
