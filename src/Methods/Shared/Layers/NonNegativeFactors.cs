using MathNet.Numerics.LinearAlgebra;

namespace VisEval.Methods.Shared.Layers;

/// <summary>Non-negative matrix factorization V ≈ WH by multiplicative updates, W ← W ⊙ VHᵀ / WHHᵀ, then
/// H ← H ⊙ WᵀV / WᵀWH, which never raise |V − WH| (Lee and Seung, 2001).</summary>
/// <remarks>W and H start at the singular vectors: of σuvᵀ the parts of one sign with the larger product of norms, each times the root
/// of σ and that product; what is 0 becomes the mean of V (NNDSVDa; Boutsidis and Gallopoulos, 2008). A denominator of 0, or below
/// 10⁻³⁰, counts as 10⁻⁷. After the first and every tenth update the error is measured; they end when it fell by less than a
/// fraction of the error before the first.</remarks>
internal static class NonNegativeFactors
{
    private const int Between = 10;
    private const double Smallest = 1e-7;

    // A quotient by a denormal number overflows.
    private const double Nothing = 1e-30;

    /// <summary>W, rows×rank, and H, rank×columns; not numbers if one of V is none.</summary>
    /// <param name="values">V, without negative values.</param>
    /// <param name="rank">The number of factors.</param>
    /// <param name="iterations">The largest number of updates.</param>
    /// <param name="tolerance">The fraction of the first error.</param>
    public static (Matrix<double> Left, Matrix<double> Right) Of(Matrix<double> values, int rank, int iterations, double tolerance)
    {
        var mean = values.ColumnSums().Sum() / values.RowCount / values.ColumnCount;
        if (!double.IsFinite(mean))
            return (Matrix<double>.Build.Dense(values.RowCount, rank, mean), Matrix<double>.Build.Dense(rank, values.ColumnCount, mean));
        var (left, right) = Start(values, rank, mean);
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

    private static (Matrix<double> Left, Matrix<double> Right) Start(Matrix<double> values, int rank, double mean)
    {
        var (left, right) = (Matrix<double>.Build.Dense(values.RowCount, rank), Matrix<double>.Build.Dense(rank, values.ColumnCount));
        var isWide = values.RowCount <= values.ColumnCount;
        var vectors = (isWide ? values.TransposeAndMultiply(values) : values.TransposeThisAndMultiply(values))
            .Evd(Symmetricity.Symmetric).EigenVectors;
        for (var f = 0; f < Math.Min(rank, vectors.ColumnCount); f++)
        {
            // The last eigenvector is the strongest; V takes it to the other side's, times σ.
            var own = vectors.Column(vectors.ColumnCount - 1 - f);
            var other = isWide ? values.TransposeThisAndMultiply(own) : values * own;
            var (u, v) = isWide ? (own, other) : (other, own);
            var (positive, negative) = (Parts(u, v, 1), Parts(u, v, -1));
            var (a, b, weight) = positive.Weight >= negative.Weight ? positive : negative;
            if (weight <= 0)
                continue;
            left.SetColumn(f, a * Math.Sqrt(weight));
            right.SetRow(f, b * Math.Sqrt(weight));
        }
        Matrix<double> Filled(Matrix<double> factor) => factor.Map(v => v > 0 ? v : mean, Zeros.Include);
        return (Filled(left), Filled(right));
    }

    // The parts of one sign as unit vectors, and the product of their norms; σ is in one of the vectors.
    private static (Vector<double> U, Vector<double> V, double Weight) Parts(Vector<double> u, Vector<double> v, int sign)
    {
        var (a, b) = (u.Map(x => Math.Max(sign * x, 0)), v.Map(x => Math.Max(sign * x, 0)));
        return (a.Normalize(2), b.Normalize(2), a.L2Norm() * b.L2Norm());
    }

    private static double Error(Matrix<double> values, Matrix<double> left, Matrix<double> right) =>
        (values - left * right).FrobeniusNorm();

    private static Matrix<double> Scaled(Matrix<double> factor, Matrix<double> numerator, Matrix<double> denominator) =>
        factor.PointwiseMultiply(numerator.PointwiseDivide(denominator.Map(v => v < Nothing ? Smallest : v, Zeros.Include)));
}
