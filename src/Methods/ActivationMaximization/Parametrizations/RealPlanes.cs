namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>Planes of real numbers from half a spectrum and back, as irfft2 and rfft2 of NumPy: H×(⌊W/2⌋+1) complex numbers a plane.
/// </summary>
/// <remarks>In the outer columns (0 and, of an even width, W/2) only what belongs to real planes counts, as there.</remarks>
/// <param name="planes">The number of planes.</param>
/// <param name="height">H.</param>
/// <param name="width">W.</param>
internal sealed class RealPlanes(int planes, int height, int width)
{
    private readonly Fft _down = new(height);
    private readonly Fft _across = new(width);

    /// <summary>⌊W/2⌋ + 1.</summary>
    public int Half => width / 2 + 1;

    /// <summary>The number of complex numbers of all planes.</summary>
    public int SpectrumLength => planes * height * Half;

    /// <summary>How often column k of the half stands in the whole spectrum: 1 for the outer ones, else 2.</summary>
    public int Multiplicity(int column) => column == 0 || 2 * column == width ? 1 : 2;

    /// <summary>The planes of a spectrum, x = (1/HW)·Σ X·exp(+2πi(…)); planes×H×W.</summary>
    /// <param name="real">Real parts, planes×H×half.</param>
    /// <param name="imaginary">Imaginary parts.</param>
    /// <param name="result">Receives the planes.</param>
    public void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> result)
    {
        // Rows first as the axis of the transform: element (plane, k, y) at [y][plane·half + k].
        var lanes = planes * Half;
        var (a, b) = (new float[height * lanes], new float[height * lanes]);
        for (var p = 0; p < planes; p++)
            for (var y = 0; y < height; y++)
            {
                real.Slice((p * height + y) * Half, Half).CopyTo(a.AsSpan(y * lanes + p * Half));
                imaginary.Slice((p * height + y) * Half, Half).CopyTo(b.AsSpan(y * lanes + p * Half));
            }
        _down.Transform(a, b, inverse: true);
        // Then columns: the missing ones are the conjugates, so that the planes are real.
        var rows = planes * height;
        var (c, d) = (new float[width * rows], new float[width * rows]);
        for (var x = 0; x < width; x++)
        {
            var (k, mirrored) = x < Half ? (x, false) : (width - x, true);
            for (var p = 0; p < planes; p++)
                for (var y = 0; y < height; y++)
                {
                    var (to, from) = (x * rows + p * height + y, y * lanes + p * Half + k);
                    (c[to], d[to]) = (a[from], mirrored ? -b[from] : b[from]);
                }
        }
        _across.Transform(c, d, inverse: true);
        var scale = 1f / (height * width);
        for (var row = 0; row < rows; row++)
            for (var x = 0; x < width; x++)
                result[row * width + x] = c[x * rows + row] * scale;
    }

    /// <summary>Half the spectrum of planes, X = Σ x·exp(−2πi(…)).</summary>
    public void Forward(ReadOnlySpan<float> plane, Span<float> real, Span<float> imaginary)
    {
        var rows = planes * height;
        var (c, d) = (new float[width * rows], new float[width * rows]);
        for (var row = 0; row < rows; row++)
            for (var x = 0; x < width; x++)
                c[x * rows + row] = plane[row * width + x];
        _across.Transform(c, d, inverse: false);
        var lanes = planes * Half;
        var (a, b) = (new float[height * lanes], new float[height * lanes]);
        for (var k = 0; k < Half; k++)
            for (var p = 0; p < planes; p++)
                for (var y = 0; y < height; y++)
                {
                    var (to, from) = (y * lanes + p * Half + k, k * rows + p * height + y);
                    (a[to], b[to]) = (c[from], d[from]);
                }
        _down.Transform(a, b, inverse: false);
        for (var p = 0; p < planes; p++)
            for (var y = 0; y < height; y++)
            {
                a.AsSpan(y * lanes + p * Half, Half).CopyTo(real[((p * height + y) * Half)..]);
                b.AsSpan(y * lanes + p * Half, Half).CopyTo(imaginary[((p * height + y) * Half)..]);
            }
    }

    /// <summary>The adjoint of <see cref="Inverse"/> over pairs of real and imaginary parts.</summary>
    public void Transpose(ReadOnlySpan<float> gradient, Span<float> real, Span<float> imaginary)
    {
        Forward(gradient, real, imaginary);
        for (var i = 0; i < real.Length; i++)
        {
            var scale = (float)Multiplicity(i % Half) / (height * width);
            (real[i], imaginary[i]) = (real[i] * scale, imaginary[i] * scale);
        }
    }
}
