using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis;

/// <summary>What one number says of one method: its value over any images drawn from those it has a number for.</summary>
internal sealed class Sample
{
    // Equal values summed in another order differ by rounding; that is not a difference.
    public const double Rounding = 1e-12;

    private readonly List<ScoreRow> _rows;
    private readonly List<List<ScoreRow>> _images;
    private readonly Pooling? _pooling;

    /// <summary>Of the rows of one method and number.</summary>
    public Sample(IReadOnlyList<ScoreRow> rows, Pooling pooling)
    {
        States = StateCounts.Of([.. rows.Select(r => r.State)]);
        _pooling = rows.Count > 0 && pooling.Has(rows[0].Cell.Metric) ? pooling : null;
        _rows = [.. rows.Where(r => _pooling?.Counts(r.Cell) ?? (r.State.IsOk && r.Value is not null))];
        _images = [.. _rows.GroupBy(r => r.Cell.Image).Select(g => g.ToList())];
        Images = [.. _images.Select(i => i[0].Cell.Image)];
    }

    /// <summary>All explanations by state.</summary>
    public StateCounts States { get; }

    /// <summary>The images with a number, in the run's order.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>Whether every explanation is one the method says it does not apply to.</summary>
    public bool IsUndefined => States.Undefined == States.Total;

    /// <summary>The resamples behind an interval: pooling goes through every image anew each time.</summary>
    public int Resamples => _pooling is null ? Leaderboard.Resamples : Leaderboard.PooledResamples;

    /// <summary>The number over all images: their mean, or pooled; null where there is none.</summary>
    public double? Value => Over(_rows);

    /// <summary>The number over some images, by index, repeated as drawn; null where there is none.</summary>
    public double? On(IReadOnlyList<int> images) => Over([.. images.SelectMany(i => _images[i])]);

    /// <summary>The interval over images; one image says nothing of how images differ.</summary>
    public Interval? Interval(Resampling resampling) => _images.Count < 2
        ? null
        : _pooling is null
            ? Bootstrap.PercentileInterval([.. _images.Select(i => i.Select(r => r.Value!.Value).ToList())], resampling.Of(_images.Count, Resamples), Leaderboard.Level)
            : Bootstrap.PercentileInterval(On, resampling.Of(_images.Count, Resamples), Leaderboard.Level);

    /// <summary>Whether the interval of the difference to another method, paired by explanation, lies wholly on the better side.</summary>
    public bool? Beats(Sample other, Direction better, Resampling resampling)
    {
        if (_pooling is null)
        {
            var gains = Gains(other, better).Where(g => g.Count > 0).ToList();
            return gains.Count < 2 ? null : Bootstrap.PercentileInterval(gains, resampling.Of(gains.Count, Resamples), Leaderboard.Level).Low > Rounding;
        }
        var (mine, others) = (Common(other), other.Common(this));
        if (mine._images.Count < 2)
            return null;
        var sign = better == Direction.Higher ? 1 : -1;
        return Bootstrap.PercentileInterval(
            drawn => sign * (mine.On(drawn) - others.On(drawn)), resampling.Of(mine._images.Count, Resamples), Leaderboard.Level)?.Low > Rounding;
    }

    /// <summary>By image of this sample, how much better every explanation is than the other method's of the same image, class and network.</summary>
    public IEnumerable<IReadOnlyList<double>> Gains(Sample other, Direction better)
    {
        var reference = other._rows.Where(r => r.Value is not null).ToDictionary(Explained, r => r.Value!.Value);
        var sign = better == Direction.Higher ? 1 : -1;
        return _images.Select(image => (IReadOnlyList<double>)
        [
            .. image.Where(r => r.Value is not null && reference.ContainsKey(Explained(r))).Select(r => sign * (r.Value!.Value - reference[Explained(r)])),
        ]);
    }

    private static (string Model, string Image, int Target) Explained(ScoreRow row) => (row.Cell.Model, row.Cell.Image, row.Cell.Target);

    private Sample Common(Sample other)
    {
        var both = other._rows.Select(Explained).ToHashSet();
        return new Sample([.. _rows.Where(r => both.Contains(Explained(r)))], _pooling!);
    }

    private double? Over(List<ScoreRow> rows) => rows.Count == 0
        ? null
        : _pooling is { } pooling
            ? pooling.Value(rows[0].Cell.Metric, rows[0].Score, rows.Select(r => r.Cell))
            : Mean.Of([.. rows.Select(r => r.Value!.Value)]);
}
