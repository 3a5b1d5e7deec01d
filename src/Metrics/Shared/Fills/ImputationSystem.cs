using System.Buffers;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>The linear system of <see cref="LinearImputation"/>: an unknown for every removed pixel.</summary>
/// <remarks>Its arrays are rented: dispose of them.</remarks>
internal sealed class ImputationSystem : IDisposable
{
    // A pixel has eight neighbours, and every pair is one entry.
    private const int EntriesPerRow = 4;

    private static readonly (int Y, int X, double Weight)[] Neighbours =
    [
        (-1, -1, 1 / 12.0), (-1, 0, 1 / 6.0), (-1, 1, 1 / 12.0), (0, -1, 1 / 6.0),
        (0, 1, 1 / 6.0), (1, -1, 1 / 12.0), (1, 0, 1 / 6.0), (1, 1, 1 / 12.0),
    ];

    private readonly int[] _pixels;
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _values;
    private readonly double[] _diagonal;
    private readonly double[] _right;

    /// <summary>Sets the equations up.</summary>
    /// <param name="image">1×C×H×W.</param>
    /// <param name="kept">For every pixel whether it is kept.</param>
    /// <param name="order">All pixels, in the order in which the unknowns among them are numbered.</param>
    public ImputationSystem(Tensor image, ReadOnlySpan<bool> kept, ReadOnlySpan<int> order)
    {
        var (height, width, channels) = (image.Shape[^2], image.Shape[^1], image.Length / kept.Length);
        Size = kept.Count(false);
        (_pixels, _starts) = (Rent<int>(Size), Rent<int>(Size + 1));
        (_columns, _values) = (Rent<int>(EntriesPerRow * Size), Rent<double>(EntriesPerRow * Size));
        (_diagonal, _right) = (Rent<double>(Size), Rent<double>(channels * Size));
        Array.Clear(_right, 0, channels * Size);
        var unknowns = Rent<int>(kept.Length);
        var next = 0;
        foreach (var pixel in order)
            if (!kept[pixel])
            {
                unknowns[pixel] = next;
                _pixels[next++] = pixel;
            }
        var entry = 0;
        _starts[0] = 0;
        for (var row = 0; row < Size; row++)
        {
            var (y, x) = Math.DivRem(_pixels[row], width);
            _diagonal[row] = 0;
            foreach (var (dy, dx, weight) in Neighbours)
            {
                if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width)
                    continue;
                var neighbour = (y + dy) * width + x + dx;
                _diagonal[row] += weight;
                if (kept[neighbour])
                    for (var channel = 0; channel < channels; channel++)
                        _right[channel * Size + row] += weight * image.Values[channel * kept.Length + neighbour];
                else if (unknowns[neighbour] < row)
                {
                    (_columns[entry], _values[entry]) = (unknowns[neighbour], -weight);
                    Reach = Math.Max(Reach, row - _columns[entry++]);
                }
            }
            _starts[row + 1] = entry;
        }
        ArrayPool<int>.Shared.Return(unknowns);
    }

    /// <summary>The number of unknowns.</summary>
    public int Size { get; }

    /// <summary>The largest distance of an entry from the diagonal.</summary>
    public int Reach { get; }

    /// <summary>Solves within the band and writes the unknowns into the image.</summary>
    public void SolveInBand(Tensor filled, int plane)
    {
        using var matrix = new BandCholesky(Size, Reach);
        for (var row = 0; row < Size; row++)
        {
            matrix[row, row] = _diagonal[row];
            for (var entry = _starts[row]; entry < _starts[row + 1]; entry++)
                matrix[row, _columns[entry]] = _values[entry];
        }
        matrix.Factorise();
        for (var channel = 0; channel * plane < filled.Length; channel++)
        {
            matrix.Solve(Right(channel));
            Write(channel, filled, plane);
        }
    }

    /// <summary>Solves with the entries that are not 0 alone and writes the unknowns into the image.</summary>
    public void SolveSparse(Tensor filled, int plane)
    {
        var entries = _starts[Size];
        var matrix = new SparseCholesky(
            _starts.AsSpan(0, Size + 1), _columns.AsSpan(0, entries), _values.AsSpan(0, entries), _diagonal.AsSpan(0, Size));
        for (var channel = 0; channel * plane < filled.Length; channel++)
        {
            matrix.Solve(Right(channel));
            Write(channel, filled, plane);
        }
    }

    /// <summary>Gives the arrays back.</summary>
    public void Dispose()
    {
        foreach (var array in (int[][])[_pixels, _starts, _columns])
            ArrayPool<int>.Shared.Return(array);
        foreach (var array in (double[][])[_values, _diagonal, _right])
            ArrayPool<double>.Shared.Return(array);
    }

    private Span<double> Right(int channel) => _right.AsSpan(channel * Size, Size);

    private void Write(int channel, Tensor filled, int plane)
    {
        var solution = Right(channel);
        for (var row = 0; row < solution.Length; row++)
            filled.Values[channel * plane + _pixels[row]] = (float)solution[row];
    }

    private static T[] Rent<T>(int count) => ArrayPool<T>.Shared.Rent(count);
}
