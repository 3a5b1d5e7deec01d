using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>One number of one method: its value over any images drawn from those that have it.</summary>
internal sealed class Sample
{
    private readonly Resampling _resampling;
    private readonly PooledNumber? _pooled;
    private readonly ScoreInfo? _score;
    private readonly PairKey[] _rows;
    private readonly double?[] _values;
    private readonly int[] _starts;
    private readonly Lazy<MergedNetworks> _networks;
    private readonly Lazy<Dictionary<PairKey, double>> _byExplanation;

    /// <summary>Of the rows of one method and number.</summary>
    /// <param name="rows">All of them, in the run's order.</param>
    /// <param name="resampling">The draws behind every interval.</param>
    /// <param name="pooled">The number over images, where its metric pools them; null where it is the mean.</param>
    /// <param name="score">The facts of the number; null where there are no rows.</param>
    public Sample(IReadOnlyList<ScoreRow> rows, Resampling resampling, PooledNumber? pooled, ScoreInfo? score)
    {
        (_resampling, _pooled, _score) = (resampling, pooled, score);
        States = StateCounts.Of(rows.Select(r => r.State));
        var counted = rows.Where(r => pooled is null ? r.State.IsOk && r.Value is not null : pooled.Sample.Has(r.Cell)).ToList();
        // An image that several models explain is one image.
        var images = counted.GroupBy(r => r.Cell.Image).ToList();
        Images = [.. images.Select(i => i.Key)];
        _starts = new int[images.Count + 1];
        for (var i = 0; i < images.Count; i++)
            _starts[i + 1] = _starts[i] + images[i].Count();
        _rows = [.. images.SelectMany(i => i).Select(r => PairKey.By(r.Cell))];
        _values = [.. images.SelectMany(i => i).Select(r => r.Value)];
        _networks = new(ByNetwork);
        Value = pooled is not null ? pooled.Value : counted.Count == 0 ? null : _networks.Value.Mean;
        _byExplanation = new(() => _rows.Zip(_values).Where(r => r.Second is not null).ToDictionary(r => r.First, r => r.Second!.Value));
    }

    /// <summary>All explanations by state.</summary>
    public StateCounts States { get; }

    /// <summary>The images with a number, in the run's order.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>The number over all images: their mean, of several networks the mean of the networks' means, or pooled; null where there is
    /// none.</summary>
    public double? Value { get; }

    /// <summary>What the methods are ordered by, turned so that more is better and rounded: the mean merit of the explanations, so that
    /// values on both sides of an ideal do not cancel; null where there is no number, or one that depends on the unit of the map.</summary>
    public double? Merit => field ??= On([.. Enumerable.Range(0, Images.Count)]);

    /// <summary>Whether every explanation is one that the method does not apply to.</summary>
    public bool IsUndefined => States.Undefined == States.Total;

    /// <summary>The merit over some images, by index; null where there is none.</summary>
    public double? On(ReadOnlySpan<int> images)
    {
        if (_score is not { DependsOnScale: false })
            return null;
        if (_pooled is not null)
            return Rounding.Of(_pooled.On(images) is { } number ? _score.Merit(number) : null);
        var (sum, count) = (0.0, 0);
        foreach (var image in images)
            for (var i = _starts[image]; i < _starts[image + 1]; i++, count++)
                sum += _score.Merit(_values[i]!.Value);
        return count == 0 ? null : Rounding.Of(sum / count);
    }

    /// <summary>The merit in each resample of the images, of a number that pools them; null where there is none; empty of any other
    /// number.</summary>
    public IReadOnlyList<double?> ResampledMerits => _pooled is null || _score is not { DependsOnScale: false }
        ? []
        : [.. _pooled.Sample.Resampled.Select(n => Rounding.Of(n[_pooled.Score] is { } number ? _score.Merit(number) : null))];

    /// <summary>The interval over images, with the procedure that suits the number; null for a single image, which does not show how images
    /// differ.</summary>
    public MeasuredInterval? Interval()
    {
        if (Images.Count < 2 || _score is null)
            return null;
        if (_pooled is not null)
            return _pooled.Interval() is { } pooled ? new MeasuredInterval(pooled, "percentile") : null;
        if (_rows.Any(r => r.Model != _rows[0].Model))
            return MeasuredInterval.Of(_networks.Value, _resampling);
        return MeasuredInterval.Of(new Clusters([.. _values.Select(v => v!.Value)], _starts), _score, _resampling);
    }

    /// <summary>By image of this sample, how much better every explanation is than the other method's of the same image, class and network;
    /// empty for an image without such a pair, and for a number that depends on the unit of the map.</summary>
    public Clusters Gains(Sample other)
    {
        var (gains, starts) = (new List<double>(_rows.Length), new int[_starts.Length]);
        for (var image = 0; image < Images.Count; image++)
        {
            for (var i = _starts[image]; i < _starts[image + 1]; i++)
                if (_score is { DependsOnScale: false } && _values[i] is { } value
                    && other._byExplanation.Value.TryGetValue(_rows[i], out var reference))
                    gains.Add(_score.Merit(value) - _score.Merit(reference));
            starts[image + 1] = gains.Count;
        }
        return new Clusters([.. gains], starts);
    }

    private MergedNetworks ByNetwork() => new(
    [
        .. _rows.Select(r => r.Model).Distinct().Select(model => Clusters.Of(
        [
            .. Enumerable.Range(0, Images.Count).Select(image => (double[])
            [
                .. Enumerable.Range(_starts[image], _starts[image + 1] - _starts[image]).Where(i => _rows[i].Model == model)
                    .Select(i => _values[i]!.Value),
            ]),
        ])),
    ]);
}
