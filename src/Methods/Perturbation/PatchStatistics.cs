using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>One channel of an image, and of the images that tell what it could have been: their mean, their range, and the covariance of
/// two pixels by their displacement.</summary>
internal sealed class PatchStatistics
{
    private readonly double[,] _covariances;
    private readonly int _columns;

    /// <summary>Estimates the statistics.</summary>
    /// <param name="values">The channel of the image.</param>
    /// <param name="samples">The channel of the images to estimate from, at least one; of each as many values.</param>
    /// <param name="size">The size of an image.</param>
    /// <param name="patch">The largest displacements, plus one.</param>
    public PatchStatistics(
        ReadOnlySpan<float> values, IReadOnlyList<ReadOnlyMemory<float>> samples, ImageSize size, (int Height, int Width) patch)
    {
        (Minimum, Maximum) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var sample in samples)
        {
            foreach (var value in sample.Span)
                Mean += value / (double)values.Length / samples.Count;
            var (low, high) = SpanMath.Extremes(sample.Span);
            (Minimum, Maximum) = (Math.Min(Minimum, low), Math.Max(Maximum, high));
        }
        Values = Centred(values);
        _columns = patch.Width - 1;
        _covariances = new double[patch.Height, 2 * patch.Width - 1];
        foreach (var sample in samples)
            AddCovariances(Centred(sample.Span), size, patch, samples.Count);
    }

    public double Mean { get; }

    /// <summary>The values of the image less the mean.</summary>
    public double[] Values { get; }

    public float Minimum { get; }

    public float Maximum { get; }

    public double Covariance(int rows, int columns) => rows < 0 ? Covariance(-rows, -columns) : _covariances[rows, columns + _columns];

    private double[] Centred(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), v => v - Mean);

    private void AddCovariances(double[] values, ImageSize size, (int Height, int Width) patch, int samples)
    {
        var (padded, stride) = (Padded(values, size), size.Width + 2 * _columns);
        Span<double> sums = new double[2 * patch.Width - 1];
        for (var dy = 0; dy < patch.Height; dy++)
        {
            // All displacements along the row at once; beyond the edges lie zeros, which add nothing.
            sums.Clear();
            for (var y = 0; y < size.Height - dy; y++)
                for (var x = 0; x < size.Width; x++)
                    SpanMath.AddScaled(padded.AsSpan((y + dy) * stride + x, sums.Length), values[y * size.Width + x], sums);
            for (var i = 0; i < sums.Length; i++)
                _covariances[dy, i] += sums[i] / values.Length / samples;
        }
    }

    // Every row between two stretches of zeros.
    private double[] Padded(double[] values, ImageSize size)
    {
        var stride = size.Width + 2 * _columns;
        var padded = new double[size.Height * stride];
        for (var y = 0; y < size.Height; y++)
            values.AsSpan(y * size.Width, size.Width).CopyTo(padded.AsSpan(y * stride + _columns));
        return padded;
    }
}
