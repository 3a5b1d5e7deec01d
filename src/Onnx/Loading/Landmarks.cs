namespace VisEval.Onnx.Loading;

/// <summary>Where in a network explanations can look.</summary>
/// <param name="Stages">Tensors with channels and places that every path from the image to the scores passes, from the image on;
/// pooling, padding and copies left out.</param>
/// <param name="Attention">The attention probabilities between tokens, from the image on: for each image heads×T×T, a row for every token
/// that looks.</param>
/// <param name="Masks">Attention maps over places that the network multiplies onto its features, 1×h×w, from the image on.</param>
/// <param name="PooledHead">Tensors K×h×w from which only the mean over all places and layers that treat every place alike lead to the
/// scores: the network of CAM.</param>
public sealed record Landmarks(
    IReadOnlyList<string> Stages, IReadOnlyList<string> Attention, IReadOnlyList<string> Masks, IReadOnlyList<string> PooledHead)
{
    /// <summary>Whether every path from the image to the scores passes a ReLU (a Clip from 0 is one, a leaky ReLU is none).</summary>
    public bool EveryPathIsRectified { get; init; } = true;

    /// <summary>A network of which nothing is known.</summary>
    public static Landmarks None { get; } = new([], [], [], []);

    internal static Landmarks Of(LoadedNetwork network)
    {
        var map = NetworkMap.Of(network);
        return new Landmarks(
            [.. map.Cuts().Where(t => map.Places(t) is not null && !CamTensorFinder.AddsNothing(map.Producer(t)))],
            [.. AttentionFinder.Between(map)],
            [.. AttentionFinder.Masks(map)],
            [.. PooledHeadFinder.Find(map)])
        {
            EveryPathIsRectified = RectifierFinder.EveryPathIsRectified(map),
        };
    }
}
