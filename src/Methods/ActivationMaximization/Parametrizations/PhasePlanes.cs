using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>Planes of a fixed magnitude spectrum, of which only the phases φ move: std(irfft2(r·e^{iφ})), std(u) = (u − mean)/deviation
/// over all values (MACO; Fel et al., 2023).</summary>
/// <remarks>The authors also standardise φ; then e^{iφ} has a mean of about 0.6, and the start a bright spot at its corner. Without it
/// phases start evenly spread over the circle.</remarks>
/// <param name="size">Channels, height and width.</param>
/// <param name="magnitude">r, C×H×(⌊W/2⌋+1), of decorrelated colours.</param>
/// <param name="standardised">Whether the phases are standardised too.</param>
internal sealed class PhasePlanes(ImageSize size, float[] magnitude, bool standardised) : IPlaneMap
{
    private const double Tiny = 1e-12;

    private readonly RealPlanes _planes = new(size.Channels, size.Height, size.Width);

    public int Count => magnitude.Length;

    public float[] Start(RandomSource random) =>
    [
        .. Enumerable.Range(0, Count)
            .Select(_ => (float)(standardised ? random.NextGaussian() : random.NextDouble(-Math.PI, Math.PI))),
    ];

    public void Apply(ReadOnlySpan<float> parameters, Span<float> planes)
    {
        Unscaled(Phases(parameters), planes);
        Standardise(planes);
    }

    public void Transpose(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradient, Span<float> result)
    {
        var phases = Phases(parameters);
        var planes = new float[size.Length];
        Unscaled(phases, planes);
        var deviation = Standardise(planes);
        var inner = Back(planes, gradient, deviation);
        var (real, imaginary) = (new float[Count], new float[Count]);
        _planes.Transpose(inner, real, imaginary);
        for (var i = 0; i < Count; i++)
        {
            var (sine, cosine) = MathF.SinCos(phases[i]);
            result[i] = magnitude[i] * (cosine * imaginary[i] - sine * real[i]);
        }
        if (standardised)
            Back(phases, result, Standardise(parameters.ToArray())).CopyTo(result);
    }

    /// <summary>The planes before they are standardised: their spectrum has the magnitude r.</summary>
    internal void Unscaled(ReadOnlySpan<float> phases, Span<float> planes)
    {
        var (real, imaginary) = (new float[Count], new float[Count]);
        for (var i = 0; i < Count; i++)
        {
            var (sine, cosine) = MathF.SinCos(phases[i]);
            (real[i], imaginary[i]) = (magnitude[i] * cosine, magnitude[i] * sine);
        }
        _planes.Inverse(real, imaginary, planes);
    }

    private float[] Phases(ReadOnlySpan<float> parameters)
    {
        var phases = parameters.ToArray();
        if (standardised)
            Standardise(phases);
        return phases;
    }

    // In place; gives the deviation.
    private static double Standardise(Span<float> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / values.Length) + Tiny;
        foreach (ref var value in values)
            value = (float)((value - mean) / deviation);
        return deviation;
    }

    // Of y = (u − mean)/σ: (g − mean(g) − y·mean(g·y))/σ.
    private static float[] Back(ReadOnlySpan<float> standard, ReadOnlySpan<float> gradient, double deviation)
    {
        var (sum, along) = (0.0, 0.0);
        for (var i = 0; i < gradient.Length; i++)
        {
            sum += gradient[i];
            along += (double)gradient[i] * standard[i];
        }
        var back = new float[gradient.Length];
        for (var i = 0; i < back.Length; i++)
            back[i] = (float)((gradient[i] - sum / back.Length - standard[i] * along / back.Length) / deviation);
        return back;
    }
}
