using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>Planes from half their spectrum, x = irfft2(s·z)·√(HW)/4 with s = 1/max(f, 1/max(H, W))^p, f the frequency in cycles a pixel:
/// with p = 1 every octave of a step counts the same, as in natural images (Olah, Mordvintsev and Schubert, 2017).</summary>
/// <remarks>Parameters: all real parts, then all imaginary ones; they start as N(0, deviation²).</remarks>
internal sealed class FourierPlanes : IPlaneMap
{
    private readonly RealPlanes _planes;
    private readonly float[] _scale;
    private readonly double _deviation;

    /// <param name="size">Channels, height and width.</param>
    /// <param name="power">p.</param>
    /// <param name="deviation">The standard deviation of the start.</param>
    public FourierPlanes(ImageSize size, double power, double deviation)
    {
        (_planes, _deviation) = (new RealPlanes(size.Channels, size.Height, size.Width), deviation);
        _scale = new float[_planes.SpectrumLength];
        for (var i = 0; i < _scale.Length; i++)
        {
            var (row, column) = (i / _planes.Half % size.Height, i % _planes.Half);
            var frequency = Math.Max(Frequency(row, column, size), 1.0 / Math.Max(size.Height, size.Width));
            _scale[i] = (float)(Math.Pow(frequency, -power) * Math.Sqrt(size.Pixels) / 4);
        }
    }

    public int Count => 2 * _planes.SpectrumLength;

    /// <summary>√(fx² + fy²) of a coefficient of half a spectrum, in cycles a pixel.</summary>
    internal static double Frequency(int row, int column, ImageSize size)
    {
        var vertical = (double)Math.Min(row, size.Height - row) / size.Height;
        var horizontal = (double)column / size.Width;
        return Math.Sqrt(vertical * vertical + horizontal * horizontal);
    }

    public float[] Start(RandomSource random) => [.. Enumerable.Range(0, Count).Select(_ => (float)(_deviation * random.NextGaussian()))];

    public void Apply(ReadOnlySpan<float> parameters, Span<float> planes)
    {
        var half = Count / 2;
        var (real, imaginary) = (new float[half], new float[half]);
        SpanMath.Multiply(parameters[..half], _scale, real);
        SpanMath.Multiply(parameters[half..], _scale, imaginary);
        _planes.Inverse(real, imaginary, planes);
    }

    public void Transpose(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradient, Span<float> result)
    {
        var half = Count / 2;
        _planes.Transpose(gradient, result[..half], result[half..]);
        SpanMath.Multiply(result[..half], _scale, result[..half]);
        SpanMath.Multiply(result[half..], _scale, result[half..]);
    }

    /// <summary>Parameters that stand for given planes.</summary>
    public float[] Encode(ReadOnlySpan<float> planes)
    {
        var half = Count / 2;
        var parameters = new float[Count];
        _planes.Forward(planes, parameters.AsSpan(0, half), parameters.AsSpan(half));
        for (var i = 0; i < Count; i++)
            parameters[i] /= _scale[i % half];
        return parameters;
    }
}
