using System.Numerics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>The mean of the values that there are over images drawn several times.</summary>
internal sealed class WeightedMean
{
    private readonly double[] _values;
    private readonly double[] _present;

    /// <summary>Of one value an image; null where there is none.</summary>
    public WeightedMean(IReadOnlyList<double?> values)
    {
        _values = [.. values.Select(v => IsPresent(v) ? v!.Value : 0)];
        _present = [.. values.Select(v => IsPresent(v) ? 1.0 : 0)];
    }

    /// <summary>How many images there are.</summary>
    public int Images => _values.Length;

    /// <summary>Σ times·value / Σ times over images with a value; null where none was drawn.</summary>
    public double? Of(ReadOnlySpan<double> times)
    {
        var (sums, counts, i) = (Vector<double>.Zero, Vector<double>.Zero, 0);
        for (; i <= times.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var drawn = new Vector<double>(times[i..]);
            sums += drawn * new Vector<double>(_values, i);
            counts += drawn * new Vector<double>(_present, i);
        }
        var (sum, count) = (Vector.Sum(sums), Vector.Sum(counts));
        for (; i < times.Length; i++)
            (sum, count) = (sum + times[i] * _values[i], count + times[i] * _present[i]);
        return count > 0 ? sum / count : null;
    }

    private static bool IsPresent(double? value) => value is { } v && !double.IsNaN(v);
}
