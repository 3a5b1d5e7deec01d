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
        for (var dy = 0; dy < patch.Height; dy++)
            for (var dx = -_columns; dx <= _columns; dx++)
                _covariances[dy, dx + _columns] = Sum(dy, dx, size.Height, size.Width) / values.Length;
    }

    public double Mean { get; }

    /// <summary>The values less the mean.</summary>
    public double[] Values { get; }

    public float Minimum { get; }

    public float Maximum { get; }

    public double Covariance(int rows, int columns) => rows < 0 ? Covariance(-rows, -columns) : _covariances[rows, columns + _columns];

    private double Sum(int dy, int dx, int height, int width)
    {
        var sum = 0.0;
        for (var y = 0; y < height - dy; y++)
            for (var x = Math.Max(0, -dx); x < Math.Min(width, width - dx); x++)
                sum += Values[y * width + x] * Values[(y + dy) * width + x + dx];
        return sum;
    }
}
