using System.Numerics;
using System.Runtime.CompilerServices;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>How many flips set two methods as far apart as they are.</summary>
internal sealed class PairCounts
{
    private readonly int _methods;
    private readonly int _width;
    private readonly double[] _thresholds;
    private readonly long[] _counts;

    /// <summary>For methods with the given sums.</summary>
    /// <param name="observed">The sums without a flip, with zeros up to the width.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="slack">What the differences of two methods may fall short and still count as equal.</param>
    public PairCounts(double[] observed, int methods, Func<int, int, double> slack)
    {
        (_methods, _width) = (methods, observed.Length);
        _thresholds = new double[methods * _width];
        _counts = new long[methods * _width];
        for (var a = 0; a < methods; a++)
            for (var b = a + 1; b < methods; b++)
                _thresholds[a * _width + b] = Math.Abs(observed[a] - observed[b]) - slack(a, b);
    }

    /// <summary>The count of a pair, the smaller index first.</summary>
    public long this[int first, int second] => _counts[first * _width + second];

    /// <summary>Counts a block of flipped sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<double> sums, int flips)
    {
        for (var a = 0; a < _methods; a++)
            // Whole vectors: the few entries before b = a + 1 are counted for nothing.
            for (var b = (a + 1) / Vector<double>.Count * Vector<double>.Count; b < _methods; b += Vector<double>.Count)
            {
                var threshold = new Vector<double>(_thresholds.AsSpan(a * _width + b));
                var count = Vector<long>.Zero;
                for (var row = 0; row < flips * _width; row += _width)
                {
                    var apart = Vector.Abs(new Vector<double>(sums[row + a]) - new Vector<double>(sums[(row + b)..]));
                    count -= Vector.GreaterThanOrEqual(apart, threshold);
                }
                var counts = _counts.AsSpan(a * _width + b);
                (new Vector<long>(counts) + count).CopyTo(counts);
            }
    }
}
