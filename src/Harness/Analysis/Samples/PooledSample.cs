using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>What a metric that pools images found of one method, pooled once a resample for all of its numbers.</summary>
internal sealed class PooledSample
{
    /// <summary>The bootstrap resamples behind an interval: each goes through all images anew.</summary>
    public const int Resamples = 500;

    private readonly PooledResults _results;
    private readonly Resampling _resampling;
    private readonly int[][] _images;
    private readonly Lazy<IImagePool> _pool;
    private readonly Lazy<IReadOnlyList<double?[]>> _resampled;

    /// <summary>Of the results of a metric with a number.</summary>
    public PooledSample(PooledResults results, Resampling resampling)
    {
        (_results, _resampling) = (results, resampling);
        Explanations = results.Explanations.ToHashSet();
        _images = [.. Enumerable.Range(0, results.Count).GroupBy(i => results.Explanations[i].Image).Select(g => g.ToArray())];
        _pool = new(() => results.Metric.Gather(results.Images));
        _resampled = new(() => [.. Pool(resampling.Of(_images.Length, PooledSample.Resamples))]);
    }

    /// <summary>The explanations that have a number.</summary>
    public IReadOnlySet<PairKey> Explanations { get; }

    /// <summary>Whether a cell is of an explanation with a number.</summary>
    public bool Has(CellKey cell) => Explanations.Contains(PairKey.By(cell));

    /// <summary>The number of images.</summary>
    public int Images => _images.Length;

    /// <summary>One of its numbers, by name.</summary>
    public PooledNumber Number(string score)
    {
        var (index, facts) = _results.Metric.Scores.Index().Single(s => s.Item.Name == score);
        return new PooledNumber(this, index, facts);
    }

    /// <summary>The numbers over all images, in the order of the metric's scores; null where there is none.</summary>
    public double?[] Whole => field ??= [.. _results.Pool().Select(Standing)];

    /// <summary>The numbers over each resample of the images.</summary>
    public IReadOnlyList<double?[]> Resampled => _resampled.Value;

    /// <summary>The numbers over some images, by index.</summary>
    public double?[] On(ReadOnlySpan<int> images) => images.IsEmpty ? new double?[Whole.Length] : Pool([images.ToArray()]).Single();

    /// <summary>The same over the explanations that another method has too; this itself where that is all of them.</summary>
    public PooledSample Common(PooledSample other) => Explanations.IsSubsetOf(other.Explanations)
        ? this
        : new PooledSample(_results.Where(other.Explanations.Contains), _resampling);

    private IEnumerable<double?[]> Pool(IEnumerable<int[]> draws) =>
        _pool.Value.Over(draws.Select(Rows)).Select(numbers => numbers.Select(Standing).ToArray());

    // Mostly an image is explained once, and its index is that of its result.
    private int[] Rows(int[] images) => _images.Length == _results.Count ? images : [.. images.SelectMany(i => _images[i])];

    private static double? Standing(ScoreValue number) =>
        number is { State.IsOk: true, Value: { } value } && double.IsFinite(value) ? value : null;
}
