using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Several images side by side, of which one is the explained image.</summary>
/// <param name="Image">The mosaic, normalised, 1×C×H×W: at the input size of <paramref name="Model"/>.</param>
/// <param name="Target">The class of the explained image.</param>
/// <param name="Cell">The pixels of the mosaic that the explained image takes.</param>
/// <param name="Place">Its cell, row by row.</param>
/// <param name="Model">The copy of the network that takes the mosaic: <see cref="ModelVariant.Enlarged"/>, where the images keep their
/// size, or the network itself, for which they are shrunk into the cells; null for that.</param>
public sealed record Mosaic(Tensor Image, int Target, PixelMask Cell, int Place = 0, ModelVariant? Model = null)
{
    /// <summary>The copy of the network that takes the mosaic.</summary>
    public ModelVariant Model { get; init; } = Model ?? ModelVariant.Trained;

    /// <summary>Whether every image keeps its size.</summary>
    public bool IsFullSize => Model is ModelVariant.Enlarged;
}
