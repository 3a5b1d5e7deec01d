using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;

namespace VisEval.Methods.Shared.Layers;

/// <summary>Non-negative matrix factorization V ≈ WH by multiplicative updates, W ← W ⊙ VHᵀ / WHHᵀ, then H ← H ⊙ WᵀV / WᵀWH, which never
/// raise |V − WH| (Lee and Seung, 2001).</summary>
/// <remarks>W and H start as magnitudes of normal numbers times √(mean V / rank); a denominator of 0 counts as 10⁻⁷. After the first and
/// every tenth update the error is measured; they end when it fell by less than a fraction of the error before the first.</remarks>
internal static class NonNegativeFactors
{
    private const int Between = 10;
    private const double Smallest = 1e-7;

    /// <summary>W, rows×rank, and H, rank×columns.</summary>
    /// <param name="values">V, without negative values.</param>
    /// <param name="rank">The number of factors.</param>
    /// <param name="iterations">The largest number of updates.</param>
    /// <param name="tolerance">The fraction of the first error.</param>
    /// <param name="random">Draws the start.</param>
    public static (Matrix<double> Left, Matrix<double> Right) Of(
        Matrix<double> values, int rank, int iterations, double tolerance, RandomSource random)
    {
        var scale = Math.Sqrt(values.ColumnSums().Sum() / values.RowCount / values.ColumnCount / rank);
        Matrix<double> Start(int rows, int columns) =>
            Matrix<double>.Build.Dense(rows, columns, (_, _) => Math.Abs(random.NextGaussian()) * scale);
        var (left, right) = (Start(values.RowCount, rank), Start(rank, values.ColumnCount));
        var first = Error(values, left, right);
        var previous = first;
        for (var update = 0; update < iterations; update++)
        {
            left = Scaled(left, values.TransposeAndMultiply(right), left * right.TransposeAndMultiply(right));
            right = Scaled(right, left.TransposeThisAndMultiply(values), left.TransposeThisAndMultiply(left) * right);
            if (update % Between != 0)
                continue;
            var error = Error(values, left, right);
            if (previous - error < tolerance * first)
                break;
            previous = error;
        }
        return (left, right);
    }

    private static double Error(Matrix<double> values, Matrix<double> left, Matrix<double> right) =>
        (values - left * right).FrobeniusNorm();

    private static Matrix<double> Scaled(Matrix<double> factor, Matrix<double> numerator, Matrix<double> denominator) =>
        factor.PointwiseMultiply(numerator.PointwiseDivide(denominator.Map(v => v == 0 ? Smallest : v, Zeros.Include)));
}
