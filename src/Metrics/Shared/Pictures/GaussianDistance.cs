using MathNet.Numerics.LinearAlgebra;

namespace VisEval.Metrics.Shared.Pictures;

/// <summary>The Fréchet distance between the normal distributions fitted to two sets of vectors.</summary>
internal static class GaussianDistance
{
    /// <summary>‖μ₁ − μ₂‖² + tr Σ₁ + tr Σ₂ − 2 tr(Σ₁Σ₂)^½, at least 0.</summary>
    /// <remarks>The last trace is the nuclear norm of Y₁Y₂ᵀ, Y the centred rows over √(n − 1): no matrix of d×d, and no root of one that
    /// has not full rank.</remarks>
    /// <param name="one">At least two vectors.</param>
    /// <param name="other">At least two vectors of the same length.</param>
    public static double Of(IReadOnlyList<double[]> one, IReadOnlyList<double[]> other)
    {
        var ((mean1, rows1), (mean2, rows2)) = (Centred(one), Centred(other));
        var between = (mean1 - mean2).DotProduct(mean1 - mean2);
        var spread = Square(rows1) + Square(rows2);
        return Math.Max(0, between + spread - 2 * (rows1 * rows2.Transpose()).Svd(computeVectors: false).S.Sum());
    }

    private static (Vector<double> Mean, Matrix<double> Rows) Centred(IReadOnlyList<double[]> vectors)
    {
        var rows = Matrix<double>.Build.DenseOfRowArrays(vectors);
        var mean = rows.ColumnSums() / vectors.Count;
        var scale = Math.Sqrt(vectors.Count - 1);
        return (mean, Matrix<double>.Build.Dense(rows.RowCount, rows.ColumnCount, (i, j) => (rows[i, j] - mean[j]) / scale));
    }

    private static double Square(Matrix<double> rows) => rows.Enumerate().Sum(v => v * v);
}
