using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>A symmetric, positive definite matrix whose entries lie near the diagonal, factorised as L·Lᵀ within that band.</summary>
/// <remarks>Column by column, so that whole stretches of a column are worked on at once; every entry of L sees the same operations in
/// the same order at every vector width. The storage is rented: dispose of it.</remarks>
public sealed class BandCholesky : IDisposable
{
    private const int Together = 4;

    private readonly int _size;
    private readonly int _stride;
    private readonly double[] _columns;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="reach">The largest distance of an entry from the diagonal.</param>
    public BandCholesky(int size, int reach)
    {
        (_size, _stride) = (size, reach + 1);
        _columns = ArrayPool<double>.Shared.Rent(checked(size * _stride));
        Array.Clear(_columns, 0, size * _stride);
    }

    /// <summary>The number of values that a matrix takes.</summary>
    public static long Length(int size, int reach) => (long)size * (reach + 1);

    /// <summary>An entry of the lower half, within the band.</summary>
    public ref double this[int row, int column] => ref _columns[column * _stride + row - column];

    /// <summary>Replaces the matrix by L.</summary>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public void Factorise()
    {
        for (var column = 0; column < _size; column++)
        {
            var own = Column(column);
            var k = Math.Max(0, column - _stride + 1);
            for (; k <= column - Together; k += Together)
                SubtractTogether(k, column, own);
            for (; k < column; k++)
                Subtract(k, column, own);
            var pivot = own[0] > 0 ? Math.Sqrt(own[0]) : throw new ArgumentException("The matrix is not positive definite.");
            own[0] = pivot;
            for (var i = 1; i < own.Length; i++)
                own[i] /= pivot;
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

    // From the diagonal down.
    private Span<double> Column(int column) => _columns.AsSpan(column * _stride, Math.Min(_stride, _size - column));

    // Takes a column of L, times its entry in the row of another, off that other.
    private void Subtract(int k, int column, Span<double> target)
    {
        var source = Column(k)[(column - k)..];
        if (source[0] != 0)
            SpanMath.AddScaled(source, -source[0], target);
    }

    // Several columns in one walk over the target, which costs more than they do. The first one is the shortest.
    private void SubtractTogether(int k, int column, Span<double> target)
    {
        var first = (ReadOnlySpan<double>)Column(k)[(column - k)..];
        var length = first.Length;
        var second = (ReadOnlySpan<double>)Column(k + 1)[(column - k - 1)..];
        var third = (ReadOnlySpan<double>)Column(k + 2)[(column - k - 2)..];
        var fourth = (ReadOnlySpan<double>)Column(k + 3)[(column - k - 3)..];
        var (a, b, c, d) = (first[0], second[0], third[0], fourth[0]);
        if (a == 0 && b == 0 && c == 0 && d == 0)
            return;
        var i = 0;
        for (; i <= length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var rest = Lanes.At<double>(target, i) - a * Lanes.At(first, i) - b * Lanes.At(second, i);
            Lanes.Set(target, i, rest - c * Lanes.At(third, i) - d * Lanes.At(fourth, i));
        }
        for (; i < length; i++)
            target[i] = target[i] - a * first[i] - b * second[i] - c * third[i] - d * fourth[i];
        // What the longer ones have beyond the first.
        for (i = length; i < second.Length; i++)
            target[i] -= b * second[i];
        for (i = length; i < third.Length; i++)
            target[i] -= c * third[i];
        for (i = length; i < fourth.Length; i++)
            target[i] -= d * fourth[i];
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
