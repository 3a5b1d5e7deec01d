using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics;

/// <summary>Sums over images with drawn signs, of many methods at once.</summary>
/// <remarks>The 16 signed sums of four images are made beforehand for all methods, side by side: a draw then adds whole vectors of
/// methods, those of sixteen images at a time.</remarks>
internal sealed class FlippedSums
{
    private const int GroupSize = 4;
    private const int Patterns = 1 << GroupSize;

    // Groups that are added together: two bytes of signs.
    private const int Together = 4;

    // Sums of this many draws stay in the cache while all images are added.
    private const int Block = 512;

    private readonly Flips _flips;
    private readonly int _methods;
    private readonly int _width;
    private readonly double[][] _tables;

    /// <param name="methods">By method, one value an image.</param>
    /// <param name="flips">Drawn signs of as many images.</param>
    public FlippedSums(double[][] methods, Flips flips)
    {
        (_flips, _methods) = (flips, methods.Length);
        _width = (methods.Length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _tables = [.. Enumerable.Range(0, flips.Images).Chunk(Together * GroupSize).Select(images => TableOf(methods, images))];
    }

    /// <summary>The sums of all draws, by method.</summary>
    public double[][] All()
    {
        double[][] all = [.. Enumerable.Range(0, _methods).Select(_ => new double[_flips.Draws])];
        Write(0, all, _flips.Draws);
        return all;
    }

    /// <summary>The sums of some draws.</summary>
    /// <param name="first">The first draw.</param>
    /// <param name="sums">By method, receives one sum a draw.</param>
    /// <param name="draws">How many.</param>
    public void Write(int first, double[][] sums, int draws)
    {
        var rows = new double[Math.Min(draws, Block) * _width];
        for (var done = 0; done < draws; done += Block)
        {
            var count = Math.Min(Block, draws - done);
            Array.Clear(rows);
            for (var table = 0; table < _tables.Length; table++)
                Add(MemoryMarshal.Cast<double, Vector<double>>(rows.AsSpan(0, count * _width)),
                    MemoryMarshal.Cast<double, Vector<double>>(_tables[table]),
                    _flips.Turned(2 * table, first + done, count), Second(table, first + done, count));
            for (var method = 0; method < _methods; method++)
                for (var draw = 0; draw < count; draw++)
                    sums[method][done + draw] = rows[draw * _width + method];
        }
    }

    // Behind the last image the tables are 0, whatever the signs.
    private ReadOnlySpan<byte> Second(int table, int first, int draws) =>
        _flips.Turned((2 * table + 1) * 2 * GroupSize < _flips.Images ? 2 * table + 1 : 2 * table, first, draws);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(
        Span<Vector<double>> rows, ReadOnlySpan<Vector<double>> table, ReadOnlySpan<byte> low, ReadOnlySpan<byte> high)
    {
        var width = table.Length / (Patterns * Together);
        for (var draw = 0; draw < low.Length; draw++)
        {
            var row = rows.Slice(draw * width, width);
            var one = table.Slice(low[draw] % Patterns * width, row.Length);
            var two = table.Slice((Patterns + (low[draw] >> GroupSize)) * width, row.Length);
            var three = table.Slice((2 * Patterns + high[draw] % Patterns) * width, row.Length);
            var four = table.Slice((3 * Patterns + (high[draw] >> GroupSize)) * width, row.Length);
            for (var i = 0; i < row.Length; i++)
                row[i] += one[i] + two[i] + (three[i] + four[i]);
        }
    }

    private double[] TableOf(double[][] methods, int[] images)
    {
        var table = new double[Together * Patterns * _width];
        foreach (var (place, image) in images.Index())
            for (var pattern = 0; pattern < Patterns; pattern++)
            {
                var (row, turned) = ((place / GroupSize * Patterns + pattern) * _width, (pattern >> place % GroupSize & 1) != 0);
                for (var method = 0; method < methods.Length; method++)
                    table[row + method] += turned ? -methods[method][image] : methods[method][image];
            }
        return table;
    }
}
