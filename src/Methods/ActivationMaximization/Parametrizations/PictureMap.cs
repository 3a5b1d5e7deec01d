using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>A picture in [0, 1] from parameters: p = sigmoid(M̂·planes), the colours mixed where there are some.</summary>
/// <param name="planes">What is optimised.</param>
/// <param name="size">Channels, height and width.</param>
/// <param name="mixes">Whether the first three planes are decorrelated colours.</param>
internal sealed class PictureMap(IPlaneMap planes, ImageSize size, bool mixes) : IPictureMap
{
    // The sigmoid of a picture's 0 and 1 would be infinite.
    private const float Margin = 1e-4f;

    public int Count => planes.Count;

    public float[] Start(RandomSource random) => planes.Start(random);

    public void Apply(ReadOnlySpan<float> parameters, Span<float> picture)
    {
        planes.Apply(parameters, picture);
        if (mixes)
            ColourMix.Mix(picture, size.Pixels);
        foreach (ref var value in picture)
            value = 1 / (1 + MathF.Exp(-value));
    }

    public void Transpose(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient, Span<float> result)
    {
        var inner = new float[gradient.Length];
        for (var i = 0; i < inner.Length; i++)
            inner[i] = gradient[i] * picture[i] * (1 - picture[i]);
        if (mixes)
            ColourMix.Transpose(inner, size.Pixels);
        planes.Transpose(parameters, inner, result);
    }

    /// <summary>The planes of a picture, which <see cref="Apply"/> turns into it again; what is nearer to 0 or 1 than 10⁻⁴ is moved
    /// there.</summary>
    public float[] PlanesOf(ReadOnlySpan<float> picture)
    {
        var result = new float[picture.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var value = Math.Clamp(picture[i], Margin, 1 - Margin);
            result[i] = MathF.Log(value / (1 - value));
        }
        if (mixes)
            ColourMix.Unmix(result, size.Pixels);
        return result;
    }
}
