using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>The values themselves; they start as N(0, deviation²).</summary>
/// <param name="size">Channels, height and width.</param>
/// <param name="deviation">The standard deviation of the start.</param>
internal sealed class Pixels(ImageSize size, double deviation) : IPlaneMap
{
    public int Count => size.Length;

    public float[] Start(RandomSource random) => [.. Enumerable.Range(0, Count).Select(_ => (float)(deviation * random.NextGaussian()))];

    public void Apply(ReadOnlySpan<float> parameters, Span<float> planes) => parameters.CopyTo(planes);

    public void Transpose(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradient, Span<float> result) => gradient.CopyTo(result);
}
