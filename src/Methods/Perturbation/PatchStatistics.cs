using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>One channel of an image: its mean, its range, and the covariance of two pixels by their displacement.</summary>
internal sealed class PatchStatistics
{
    private readonly double[,] _covariances;
    private readonly int _columns;

    public PatchStatistics(ReadOnlySpan<float> values, ImageSize size, (int Height, int Width) patch)
    {
        foreach (var value in values)
            Mean += value / (double)values.Length;
        Values = Array.ConvertAll(values.ToArray(), v => v - Mean);
        (Minimum, Maximum) = SpanMath.Extremes(values);
        _columns = patch.Width - 1;
        _covariances = new double[patch.Height, 2 * patch.Width - 1];
        var (padded, stride) = (Padded(size), size.Width + 2 * _columns);
        Span<double> sums = new double[2 * patch.Width - 1];
        for (var dy = 0; dy < patch.Height; dy++)
        {
            // All displacements along the row at once; beyond the edges lie zeros, which add nothing.
            sums.Clear();
            for (var y = 0; y < size.Height - dy; y++)
                for (var x = 0; x < size.Width; x++)
                    SpanMath.AddScaled(padded.AsSpan((y + dy) * stride + x, sums.Length), Values[y * size.Width + x], sums);
            for (var i = 0; i < sums.Length; i++)
                _covariances[dy, i] = sums[i] / values.Length;
        }
    }

    public double Mean { get; }

    /// <summary>The values less the mean.</summary>
    public double[] Values { get; }

    public float Minimum { get; }

    public float Maximum { get; }

    public double Covariance(int rows, int columns) => rows < 0 ? Covariance(-rows, -columns) : _covariances[rows, columns + _columns];

    // Every row between two stretches of zeros.
    private double[] Padded(ImageSize size)
    {
        var stride = size.Width + 2 * _columns;
        var padded = new double[size.Height * stride];
        for (var y = 0; y < size.Height; y++)
            Values.AsSpan(y * size.Width, size.Width).CopyTo(padded.AsSpan(y * stride + _columns));
        return padded;
    }
}
