using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics;

/// <summary>Means Σ s_i / Σ m_i of several methods over drawn images: a draw is gone through once for a vector of methods.</summary>
internal static class ResampledRatios
{
    /// <summary>By method, the mean over each draw; NaN where no drawn image has a value.</summary>
    /// <param name="methods">By method, the sum and the number of the values of each image.</param>
    /// <param name="draws">The images of each draw, by index.</param>
    public static double[][] Of(IReadOnlyList<(double[] Sums, int[] Counts)> methods, int[][] draws)
    {
        double[][] found = [.. methods.Select(_ => new double[draws.Length])];
        for (var first = 0; first < found.Length; first += Vector<double>.Count)
        {
            var lanes = Math.Min(Vector<double>.Count, found.Length - first);
            var sums = SideBySide(lanes, methods[first].Sums.Length, (lane, image) => methods[first + lane].Sums[image]);
            var counts = SideBySide(lanes, methods[first].Sums.Length, (lane, image) => methods[first + lane].Counts[image]);
            for (var draw = 0; draw < draws.Length; draw++)
            {
                var means = Mean(draws[draw], sums, counts);
                for (var lane = 0; lane < lanes; lane++)
                    found[first + lane][draw] = means[lane];
            }
        }
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> Mean(int[] draw, Vector<double>[] sums, Vector<double>[] counts)
    {
        var (sum, count) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var image in draw)
        {
            sum += sums[image];
            count += counts[image];
        }
        return sum / count;
    }

    private static Vector<double>[] SideBySide(int lanes, int images, Func<int, int, double> valueOf)
    {
        var found = new Vector<double>[images];
        var values = MemoryMarshal.Cast<Vector<double>, double>(found.AsSpan());
        for (var lane = 0; lane < lanes; lane++)
            for (var image = 0; image < images; image++)
                values[image * Vector<double>.Count + lane] = valueOf(lane, image);
        return found;
    }
}
