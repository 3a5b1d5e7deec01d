using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>A picture as the sum of a fixed one and what is optimised: p = p₀ + z, not bounded; z starts as N(0, deviation²).</summary>
/// <param name="origin">p₀.</param>
/// <param name="deviation">The standard deviation of the start.</param>
internal sealed class RawPicture(float[] origin, double deviation) : IPictureMap
{
    public int Count => origin.Length;

    /// <summary>The picture that a network's input of zeros shows: the mean picture, where its preprocessing takes that off.</summary>
    public static float[] OriginOf(PictureSpace space, ImageSize size) =>
        [.. space.ToPictures(Tensor.Zeros(1, size.Channels, size.Height, size.Width)).Values.Select(v => Math.Clamp(v, 0, 1))];

    public float[] Start(RandomSource random) => deviation == 0
        ? new float[Count]
        : [.. Enumerable.Range(0, Count).Select(_ => (float)(deviation * random.NextGaussian()))];

    public void Apply(ReadOnlySpan<float> parameters, Span<float> picture)
    {
        origin.CopyTo(picture);
        SpanMath.Add(parameters, picture);
    }

    public void Transpose(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient, Span<float> result) =>
        gradient.CopyTo(result);
}
