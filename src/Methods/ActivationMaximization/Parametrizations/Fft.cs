using System.Numerics;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>The discrete Fourier transform along one axis of many sequences at once: X_k = Σ_j x_j·exp(∓2πi·jk/n).</summary>
/// <remarks>Stockham's self-sorting form with a factor of n at a time, so that any length is transformed, in about n·Σ(factors) products.
/// Element j of all sequences lies together (<c>lanes</c> numbers), which is what vectors compute; the order of sums is fixed.</remarks>
internal sealed class Fft
{
    private readonly int _length;
    private readonly List<int> _factors;
    private readonly double[] _cosine;
    private readonly double[] _sine;

    /// <param name="length">n.</param>
    public Fft(int length)
    {
        (_length, _factors) = (length, FactorsOf(length));
        _cosine = [.. Enumerable.Range(0, length).Select(k => Math.Cos(2 * Math.PI * k / length))];
        _sine = [.. Enumerable.Range(0, length).Select(k => Math.Sin(2 * Math.PI * k / length))];
    }

    /// <summary>Transforms in place, without any scaling.</summary>
    /// <param name="real">n·lanes real parts.</param>
    /// <param name="imaginary">n·lanes imaginary parts.</param>
    /// <param name="inverse">Whether the exponent is positive.</param>
    public void Transform(float[] real, float[] imaginary, bool inverse)
    {
        var lanes = real.Length / _length;
        var (from, to) = ((Real: real, Imaginary: imaginary), (Real: new float[real.Length], Imaginary: new float[real.Length]));
        var (rest, stride) = (_length, 1);
        foreach (var factor in _factors)
        {
            Pass(from, to, factor, rest, stride, lanes, inverse ? 1 : -1);
            (from, to, rest, stride) = (to, from, rest / factor, stride * factor);
        }
        if (ReferenceEquals(from.Real, real))
            return;
        from.Real.CopyTo(real, 0);
        from.Imaginary.CopyTo(imaginary, 0);
    }

    private void Pass(
        (float[] Real, float[] Imaginary) from, (float[] Real, float[] Imaginary) to, int factor, int rest, int stride, int lanes, int sign)
    {
        var (part, run) = (rest / factor, stride * lanes);
        for (var p = 0; p < part; p++)
            for (var k = 0; k < factor; k++)
            {
                var target = run * (factor * p + k);
                var real = to.Real.AsSpan(target, run);
                var imaginary = to.Imaginary.AsSpan(target, run);
                real.Clear();
                imaginary.Clear();
                for (var j = 0; j < factor; j++)
                {
                    // exp(±2πi·(jk/factor + pk/rest)), in units of 1/length of a turn.
                    var turn = (int)(((long)j * k * (_length / factor) + (long)p * k * stride) % _length);
                    var source = run * (p + part * j);
                    AddProduct(
                        from.Real.AsSpan(source, run), from.Imaginary.AsSpan(source, run),
                        (float)_cosine[turn], (float)(sign * _sine[turn]), real, imaginary);
                }
            }
    }

    private static void AddProduct(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, float cosine, float sine, Span<float> real, Span<float> imaginary)
    {
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (x, y) = (new Vector<float>(a[i..]), new Vector<float>(b[i..]));
            (new Vector<float>(real[i..]) + x * cosine - y * sine).CopyTo(real[i..]);
            (new Vector<float>(imaginary[i..]) + x * sine + y * cosine).CopyTo(imaginary[i..]);
        }
        for (; i < a.Length; i++)
        {
            real[i] = real[i] + a[i] * cosine - b[i] * sine;
            imaginary[i] = imaginary[i] + a[i] * sine + b[i] * cosine;
        }
    }

    private static List<int> FactorsOf(int length)
    {
        var factors = new List<int>();
        // Fours first: fewer passes than twos.
        foreach (var factor in Enumerable.Range(2, Math.Max(0, length - 1)).Prepend(4))
            while (length % factor == 0)
            {
                factors.Add(factor);
                length /= factor;
            }
        return factors;
    }
}
