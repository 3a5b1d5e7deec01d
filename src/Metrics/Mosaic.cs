using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Several images side by side, of which one is the explained image.</summary>
/// <param name="Image">The mosaic at the network's input size, normalised, 1×C×H×W.</param>
/// <param name="Target">The class of the explained image.</param>
/// <param name="Cell">The pixels of the mosaic that the explained image takes.</param>
public sealed record Mosaic(Tensor Image, int Target, PixelMask Cell);
