using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>Sums over images with drawn signs, of many methods at once.</summary>
/// <remarks>The 16 signed sums of four images are made beforehand for all methods, side by side: a draw then adds whole vectors of
/// methods.</remarks>
internal sealed class FlippedSums
{
    private const int GroupSize = 4;
    private const int Patterns = 1 << GroupSize;

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
        _tables = [.. Enumerable.Range(0, flips.Images).Chunk(GroupSize).Select(images => TableOf(methods, images))];
    }

    /// <summary>The sums of some draws.</summary>
    /// <param name="first">The first draw.</param>
    /// <param name="sums">By method, receives one sum a draw.</param>
    /// <param name="draws">How many.</param>
    public void Write(int first, double[][] sums, int draws)
    {
        var rows = new double[draws * _width];
        for (var group = 0; group < _tables.Length; group++)
            Add(MemoryMarshal.Cast<double, Vector<double>>(rows.AsSpan()), MemoryMarshal.Cast<double, Vector<double>>(_tables[group]),
                _flips.Turned(group / 2, first, draws), group % 2 * GroupSize);
        for (var method = 0; method < _methods; method++)
            for (var draw = 0; draw < draws; draw++)
                sums[method][draw] = rows[draw * _width + method];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<Vector<double>> rows, ReadOnlySpan<Vector<double>> table, ReadOnlySpan<byte> turned, int shift)
    {
        var width = table.Length / Patterns;
        for (var draw = 0; draw < turned.Length; draw++)
        {
            var row = rows.Slice(draw * width, width);
            var sums = table.Slice((turned[draw] >> shift) % Patterns * width, width);
            for (var i = 0; i < row.Length; i++)
                row[i] += sums[i];
        }
    }

    private double[] TableOf(double[][] methods, int[] images)
    {
        var table = new double[Patterns * _width];
        for (var pattern = 0; pattern < Patterns; pattern++)
            for (var method = 0; method < methods.Length; method++)
                foreach (var (bit, image) in images.Index())
                    table[pattern * _width + method] += (pattern >> bit & 1) == 0 ? methods[method][image] : -methods[method][image];
        return table;
    }
}
