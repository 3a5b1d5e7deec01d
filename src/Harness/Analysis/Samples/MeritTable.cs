using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>One number of several methods by image: the sums and counts of its merits, so that means over drawn images are sums of
/// rows.</summary>
internal sealed class MeritTable
{
    private static readonly int Lane = Vector<double>.Count;

    private readonly int _width;
    private readonly double[] _sums;
    private readonly double[] _counts;

    /// <summary>Of a number whose value over images is their mean.</summary>
    public MeritTable(SampleSet samples, IReadOnlyList<MethodInfo> methods, NumberInfo number)
    {
        var explanations = samples.Explanations;
        Methods = methods.Count;
        _width = (Methods + Lane - 1) / Lane * Lane;
        _sums = new double[explanations.Images.Count * _width];
        _counts = new double[_sums.Length];
        for (var m = 0; m < Methods; m++)
        {
            var values = samples.MeritsOf(methods[m], number).Values;
            for (var i = 0; i < explanations.Count; i++)
            {
                if (double.IsNaN(values[i]))
                    continue;
                _sums[explanations.ImageOf[i] * _width + m] += values[i];
                _counts[explanations.ImageOf[i] * _width + m]++;
            }
        }
    }

    /// <summary>The number of methods.</summary>
    public int Methods { get; }

    /// <summary>Whether an image has a number of any method.</summary>
    public bool Has(int image) => _counts.AsSpan(image * _width, _width).ContainsAnyExcept(0);

    /// <summary>By method, the mean over the explanations of drawn images, rounded as it is ranked; NaN where there is none.</summary>
    /// <param name="drawn">Images by index, each as often as it was drawn.</param>
    public double[] Means(ReadOnlySpan<int> drawn)
    {
        var (sums, counts) = (Add(_sums, drawn), Add(_counts, drawn));
        return Divided(sums, counts);
    }

    /// <summary>The means over the drawn images of one half and of the other.</summary>
    /// <param name="drawn">Images by index.</param>
    /// <param name="halves">By split, for each image whether it is in the first half.</param>
    public IEnumerable<(double[] First, double[] Second)> Halves(int[] drawn, IEnumerable<bool[]> halves)
    {
        var (sums, counts) = (Add(_sums, drawn), Add(_counts, drawn));
        foreach (var half in halves)
        {
            var first = Array.FindAll(drawn, i => half[i]);
            var (own, number) = (Add(_sums, first), Add(_counts, first));
            yield return (Divided(own, number), Divided(Difference(sums, own), Difference(counts, number)));
        }
    }

    // The loops of a report are compiled for speed at once: it is over before they would be compiled again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] Add(double[] table, ReadOnlySpan<int> drawn)
    {
        var sum = new double[_width];
        var rows = MemoryMarshal.Cast<double, Vector<double>>(table.AsSpan());
        var into = MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan());
        foreach (var image in drawn)
        {
            var row = rows.Slice(image * into.Length, into.Length);
            for (var lane = 0; lane < into.Length; lane++)
                into[lane] += row[lane];
        }
        return sum;
    }

    private static double[] Difference(double[] all, double[] part) => [.. all.Zip(part, (a, p) => a - p)];

    private double[] Divided(double[] sums, double[] counts)
    {
        var means = new double[Methods];
        for (var m = 0; m < Methods; m++)
            means[m] = counts[m] > 0 ? Math.Round(sums[m] / counts[m], Rounding.Decimals) : double.NaN;
        return means;
    }
}
