using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>The lower half of a square matrix, column after column without the zeros above the diagonal.</summary>
/// <param name="size">Rows and columns.</param>
internal sealed class LowerTriangle(int size)
{
    private readonly double[] _values = new double[size * (size + 1) / 2];

    /// <summary>Rows and columns.</summary>
    public int Size => size;

    /// <summary>A column from the diagonal down; a view.</summary>
    public Span<double> Column(int column) => _values.AsSpan(column * size - column * (column - 1) / 2, size - column);

    /// <summary>Replaces a symmetric, positive definite matrix by the L of L·Lᵀ (Cholesky).</summary>
    /// <remarks>Column by column, each taken off all columns to its right before the next is scaled: every entry sees the same operations
    /// in the same order at every vector width.</remarks>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public void Factorise()
    {
        for (var k = 0; k < size; k++)
        {
            var pivotal = Column(k);
            var pivot = pivotal[0] > 0 ? Math.Sqrt(pivotal[0]) : throw new ArgumentException("The matrix is not positive definite.");
            pivotal[0] = pivot;
            foreach (ref var value in pivotal[1..])
                value /= pivot;
            for (var i = 1; i < pivotal.Length; i++)
                SpanMath.AddScaled(pivotal[i..], -pivotal[i], Column(k + i));
        }
    }
}
