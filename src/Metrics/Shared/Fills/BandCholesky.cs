using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>A symmetric, positive definite matrix whose entries lie near the diagonal, factorised as L·Lᵀ within that band.</summary>
/// <remarks>Column by column, so that whole stretches of a column are worked on at once; every entry of L sees the same operations in
/// the same order at every vector width. The storage is rented: dispose of it.</remarks>
internal sealed class BandCholesky : IDisposable
{
    private const int Together = 4;

    private readonly int _size;

    // From the diagonal down, and with the zeros behind, which let every stretch be worked on in whole vectors.
    private readonly int _width;
    private readonly int _stride;
    private readonly double[] _columns;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="reach">The largest distance of an entry from the diagonal.</param>
    public BandCholesky(int size, int reach)
    {
        (_size, _width) = (size, reach + 1);
        _stride = _width + Together - 1 + Vector<double>.Count - 1;
        _columns = ArrayPool<double>.Shared.Rent(checked(size * _stride));
        Array.Clear(_columns, 0, size * _stride);
    }

    /// <summary>The number of entries that a matrix takes.</summary>
    public static long Length(int size, int reach) => (long)size * (reach + 1);

    /// <summary>An entry of the lower half, within the band.</summary>
    public ref double this[int row, int column] => ref _columns[column * _stride + row - column];

    /// <summary>Replaces the matrix by L.</summary>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public void Factorise()
    {
        for (var column = 0; column < _size; column++)
        {
            var k = Math.Max(0, column - _width + 1);
            for (; k <= column - Together; k += Together)
                SubtractTogether(k, column);
            for (; k < column; k++)
                Subtract(k, column);
            Scale(Column(column));
        }
    }

    /// <summary>Replaces b by the x of L·Lᵀ·x = b.</summary>
    public void Solve(Span<double> b)
    {
        for (var k = 0; k < _size; k++)
        {
            var column = Column(k);
            var x = b[k] /= column[0];
            SpanMath.AddScaled(column[1..], -x, b[(k + 1)..]);
        }
        for (var k = _size - 1; k >= 0; k--)
        {
            var column = Column(k);
            b[k] = (b[k] - Dot(column[1..], b[(k + 1)..])) / column[0];
        }
    }

    /// <summary>Gives the storage back.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_columns);

    // From the diagonal down to the last row.
    private Span<double> Column(int column) => _columns.AsSpan(column * _stride, Math.Min(_width, _size - column));

    // Takes a column of L, times its entry in the row of another, off that other.
    private void Subtract(int k, int column)
    {
        var values = _columns.AsSpan(0, _size * _stride);
        var (target, source, length) = (column * _stride, k * _stride + column - k, _width - (column - k));
        var a = values[source];
        if (a == 0)
            return;
        for (var i = 0; i < length; i += Vector<double>.Count)
            Lanes.Set(values, target + i, Lanes.At<double>(values, target + i) - a * Lanes.At<double>(values, source + i));
    }

    // Several columns in one walk over the target, which costs more than they do. The last of them reaches down furthest; the others are 0
    // there.
    private void SubtractTogether(int k, int column)
    {
        var values = _columns.AsSpan(0, _size * _stride);
        var (target, first, length) = (column * _stride, k * _stride + column - k, _width - (column - k) + Together - 1);
        var (second, third, fourth) = (first + _stride - 1, first + 2 * (_stride - 1), first + 3 * (_stride - 1));
        var (a, b, c, d) = (values[first], values[second], values[third], values[fourth]);
        if (a == 0 && b == 0 && c == 0 && d == 0)
            return;
        for (var i = 0; i < length; i += Vector<double>.Count)
        {
            var rest = Lanes.At<double>(values, target + i) - a * Lanes.At<double>(values, first + i);
            rest = rest - b * Lanes.At<double>(values, second + i) - c * Lanes.At<double>(values, third + i);
            Lanes.Set(values, target + i, rest - d * Lanes.At<double>(values, fourth + i));
        }
    }

    private static void Scale(Span<double> column)
    {
        var pivot = column[0] > 0 ? Math.Sqrt(column[0]) : throw new ArgumentException("The matrix is not positive definite.");
        var i = 0;
        for (; i <= column.Length - Vector<double>.Count; i += Vector<double>.Count)
            Lanes.Set(column, i, Lanes.At<double>(column, i) / new Vector<double>(pivot));
        for (; i < column.Length; i++)
            column[i] /= pivot;
        column[0] = pivot;
    }

    // Always in four sums, so that it is the same on every machine.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var (sums, i) = (Vector256<double>.Zero, 0);
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            sums += Vector256.Create(a.Slice(i, Vector256<double>.Count)) * Vector256.Create(b.Slice(i, Vector256<double>.Count));
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
