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
    private readonly double _each;
    private readonly int[] _uneven;

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
        _each = _counts.DefaultIfEmpty().Max();
        _uneven = [.. Enumerable.Range(0, _width / Lane).Where(lane => !IsEven(lane))];
    }

    /// <summary>The number of methods.</summary>
    public int Methods { get; }

    /// <summary>Whether an image has a number of any method.</summary>
    public bool Has(int image) => _counts.AsSpan(image * _width, _width).ContainsAnyExcept(0);

    /// <summary>By method, the mean over the explanations of drawn images, rounded as it is ranked; NaN where there is none.</summary>
    /// <param name="drawn">Images by index, each as often as it was drawn.</param>
    public double[] Means(ReadOnlySpan<int> drawn)
    {
        return Divided(Sums(drawn), Counts(drawn));
    }

    /// <summary>The means over the drawn images of one half and of the other.</summary>
    /// <param name="drawn">Images by index.</param>
    /// <param name="halves">By split, for each image whether it is in the first half.</param>
    public IEnumerable<(double[] First, double[] Second)> Halves(int[] drawn, IEnumerable<bool[]> halves)
    {
        var (sums, counts, first) = (Sums(drawn), Counts(drawn), new int[drawn.Length]);
        foreach (var half in halves)
        {
            var found = 0;
            foreach (var image in drawn)
                if (half[image])
                    first[found++] = image;
            var (own, number) = (Sums(first.AsSpan(0, found)), Counts(first.AsSpan(0, found)));
            yield return (Divided(own, number), Divided(Difference(sums, own), Difference(counts, number)));
        }
    }

    // Whether every image has as many numbers of the methods of a lane as of all others; their counts need not be added up.
    private bool IsEven(int lane)
    {
        for (var m = lane * Lane; m < Math.Min((lane + 1) * Lane, Methods); m++)
            for (var i = m; i < _counts.Length; i += _width)
                if (_counts[i] != _each)
                    return false;
        return true;
    }

    // The loops of a report are compiled for speed at once: it is over before they would be compiled again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] Sums(ReadOnlySpan<int> drawn)
    {
        var sum = new double[_width];
        var rows = MemoryMarshal.Cast<double, Vector<double>>(_sums.AsSpan());
        var into = MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan());
        foreach (var image in drawn)
        {
            var row = rows.Slice(image * into.Length, into.Length);
            for (var lane = 0; lane < into.Length; lane++)
                into[lane] += row[lane];
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] Counts(ReadOnlySpan<int> drawn)
    {
        var count = new double[_width];
        Array.Fill(count, _each * drawn.Length);
        var rows = MemoryMarshal.Cast<double, Vector<double>>(_counts.AsSpan());
        var into = MemoryMarshal.Cast<double, Vector<double>>(count.AsSpan());
        foreach (var lane in _uneven)
        {
            into[lane] = Vector<double>.Zero;
            foreach (var image in drawn)
                into[lane] += rows[image * into.Length + lane];
        }
        return count;
    }

    private static double[] Difference(double[] all, double[] part)
    {
        var rest = new double[all.Length];
        for (var i = 0; i < rest.Length; i++)
            rest[i] = all[i] - part[i];
        return rest;
    }

    private double[] Divided(double[] sums, double[] counts)
    {
        var means = new double[Methods];
        for (var m = 0; m < Methods; m++)
            means[m] = counts[m] > 0 ? Math.Round(sums[m] / counts[m], Rounding.Decimals) : double.NaN;
        return means;
    }
}
