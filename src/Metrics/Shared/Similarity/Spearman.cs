using System.Buffers;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Spearman's rank correlation of one fixed series with others: Pearson's correlation of average ranks, in [−1, 1].</summary>
/// <remarks>Holds the ranks of the fixed series and nothing that changes.</remarks>
internal sealed class Spearman
{
    private readonly double[] _ranks;

    /// <summary>Ranks the fixed series; its values must be finite.</summary>
    public Spearman(ReadOnlySpan<float> values) => _ranks = AverageRanks.Of(values);

    /// <summary>The correlation of two series; NaN where either is constant.</summary>
    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => new Spearman(a).With(b);

    /// <summary>The correlation with another series; NaN where either is constant.</summary>
    /// <param name="values">Finite values.</param>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public double With(ReadOnlySpan<float> values)
    {
        if (values.Length != _ranks.Length)
            throw new ArgumentException($"{values.Length} values cannot be ranked against {_ranks.Length}.", nameof(values));
        var others = ArrayPool<double>.Shared.Rent(values.Length);
        AverageRanks.Write(values, others.AsSpan(0, values.Length));
        var mean = (_ranks.Length + 1) / 2.0;
        var (product, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < _ranks.Length; i++)
        {
            var (a, b) = (_ranks[i] - mean, others[i] - mean);
            product += a * b;
            left += a * a;
            right += b * b;
        }
        ArrayPool<double>.Shared.Return(others);
        return left > 0 && right > 0 ? Math.Clamp(product / Math.Sqrt(left * right), -1, 1) : double.NaN;
    }
}
