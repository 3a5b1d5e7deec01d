using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics;

/// <summary>Drawn <see cref="SignFlip"/> tests of differences between methods that have the same images.</summary>
/// <remarks>The flipped sum of a difference is the difference of the two flipped sums: k of these serve all k(k − 1)/2 tests.</remarks>
internal sealed class SharedFlips
{
    // Twice the unit roundoff of a double.
    private const double Unit = 2.3e-16;

    private readonly double[][] _sums;
    private readonly double[] _sizes;
    private readonly double _error;

    /// <param name="methods">By method, one value an image. Values near 0 are best: subtract what all have in common.</param>
    /// <param name="flips">Drawn signs of as many images.</param>
    public SharedFlips(double[][] methods, Flips flips)
    {
        _sums = new FlippedSums(methods, flips).All();
        _sizes = [.. methods.Select(m => m.Sum(Math.Abs))];
        // A sum of k terms is wrong by at most k roundoffs of the sum of their sizes; here sixteen images are one term, see FlippedSums.
        _error = Unit * (flips.Images / 16 + 16);
    }

    /// <summary>The number of methods.</summary>
    public int Methods => _sums.Length;

    /// <summary>The test of one method's gains over another; null where rounding in the two sums could pass for a difference, so that the
    /// gains must be flipped themselves.</summary>
    /// <param name="method">The method.</param>
    /// <param name="other">The other.</param>
    /// <param name="gains">Their differences by image.</param>
    /// <param name="times">How many times the other's values were subtracted.</param>
    public SignFlip? Of(int method, int other, ReadOnlySpan<double> gains, double times = 1)
    {
        var (total, slack) = SignFlip.TotalOf(gains);
        if (_error * (_sizes[method] + Math.Abs(times) * _sizes[other]) > slack / 2)
            return null;
        var counts = Count(_sums[method], _sums[other], times, total - slack, total + slack, Math.Abs(total) - slack);
        return SignFlip.Of(counts, _sums[method].Length, gains);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FlipCounts Count(
        ReadOnlySpan<double> sums, ReadOnlySpan<double> others, double times, double least, double most, double extreme)
    {
        var (atLeast, atMost, beyond) = (Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero);
        var (low, high, far) = (new Vector<double>(least), new Vector<double>(most), new Vector<double>(extreme));
        var firsts = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var seconds = MemoryMarshal.Cast<double, Vector<double>>(others);
        for (var i = 0; i < firsts.Length; i++)
        {
            var difference = firsts[i] - seconds[i] * times;
            atLeast -= Vector.GreaterThanOrEqual(difference, low);
            atMost -= Vector.LessThanOrEqual(difference, high);
            beyond -= Vector.GreaterThanOrEqual(Vector.Abs(difference), far);
        }
        var counts = new FlipCounts((int)Vector.Sum(atLeast), (int)Vector.Sum(atMost), (int)Vector.Sum(beyond));
        for (var i = firsts.Length * Vector<double>.Count; i < sums.Length; i++)
            counts = counts.With(sums[i] - others[i] * times, least, most, extreme);
        return counts;
    }
}
