using VisEval.Core;
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
    private readonly Explanations _explanations;
    private readonly int[] _places;
    private readonly double[] _values;
    private readonly int[] _starts;
    private readonly bool _isOneNetwork;
    private readonly Lazy<MergedNetworks> _networks;
    private readonly Lazy<double[]> _byExplanation;
    private readonly Lazy<ClusterTotals> _totals;
    private readonly Lazy<double[]> _merits;

    /// <summary>Of the rows of one method and number.</summary>
    /// <param name="rows">All of them, in the run's order.</param>
    /// <param name="explanations">What the places of the rows are in.</param>
    /// <param name="resampling">The draws behind every interval.</param>
    /// <param name="pooled">The number over images, where its metric pools them; null where it is the mean.</param>
    /// <param name="score">The facts of the number; null where there are no rows.</param>
    public Sample(NumberRows rows, Explanations explanations, Resampling resampling, PooledNumber? pooled, ScoreInfo? score)
    {
        (_explanations, _resampling, _pooled, _score) = (explanations, resampling, pooled, score);
        // An image that is pooled stands, though alone it has no number.
        States = StateCounts.Of(
            Enumerable.Range(0, rows.Count).Select(i => pooled is not null && IsCounted(rows[i]) ? CellState.Ok : rows[i].State));
        // An image that several models explain is one image.
        int[] counted = ByImage(rows, Enumerable.Range(0, rows.Count).Where(i => IsCounted(rows[i])));
        _places = Array.ConvertAll(counted, rows.PlaceOf);
        _values = Array.ConvertAll(counted, i => rows[i].Value ?? double.NaN);
        int[] firsts = [.. Enumerable.Range(0, counted.Length).Where(i => i == 0 || ImageAt(i) != ImageAt(i - 1))];
        string[] images = Array.ConvertAll(firsts, i => explanations.Images[ImageAt(i)]);
        // Mostly all images, which are held once.
        Images = images.SequenceEqual(explanations.Images) ? explanations.Images : images;
        _starts = [.. firsts, counted.Length];
        _isOneNetwork = Array.TrueForAll(_places, p => explanations.NetworkOf[p] == explanations.NetworkOf[_places[0]]);
        _networks = new(ByNetwork);
        Value = pooled is not null ? pooled.Value : counted.Length == 0 ? null : _networks.Value.Mean;
        _byExplanation = new(ByExplanation);
        _totals = new(() => ClusterTotals.Of(Clusters));
        _merits = new(() => MeritsOf(_score!, _values));
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
        var (merits, sum, count) = (_merits.Value, 0.0, 0);
        foreach (var image in images)
            for (var i = _starts[image]; i < _starts[image + 1]; i++, count++)
                sum += merits[i];
        return count == 0 ? null : Rounding.Of(sum / count);
    }

    /// <summary>The merit in each resample of the images, of a number that pools them; null where there is none; empty of any other
    /// number.</summary>
    public IReadOnlyList<double?> ResampledMerits => _pooled is null || _score is not { DependsOnScale: false }
        ? []
        : [.. _pooled.Sample.Resampled.Select(n => Rounding.Of(n[_pooled.Score] is { } number ? _score.Merit(number) : null))];

    /// <summary>The interval over images, with the procedure that suits the number; null for a single image, which does not show how images
    /// differ.</summary>
    /// <param name="shared">The resamples of a column.</param>
    public MeasuredInterval? Interval(SharedResamples shared)
    {
        if (Images.Count < 2 || _score is null)
            return null;
        if (_pooled is not null)
            return Images.Count >= MeanInterval.LeastForBootstrap && _pooled.Interval() is { } pooled
                ? new MeasuredInterval(pooled, "percentile")
                : null;
        if (!_isOneNetwork)
            return MeasuredInterval.Of(_networks.Value, _resampling);
        return MeasuredInterval.Of(_totals.Value, IsHits, _score, shared.Of);
    }

    /// <summary>What an interval of a mean over one network needs; null for other numbers.</summary>
    public ClusterTotals? Resampled => Images.Count < 2 || _score is null || _pooled is not null || !_isOneNetwork || IsHits
        ? null
        : _totals.Value;

    /// <summary>By image of this sample, how much better every explanation is than the other method's of the same image, class and network;
    /// empty for an image without such a pair, and for a number that depends on the unit of the map.</summary>
    public Clusters Gains(Sample other)
    {
        var (gains, starts) = (new List<double>(_places.Length), new int[_starts.Length]);
        for (var image = 0; image < Images.Count; image++)
        {
            for (var i = _starts[image]; i < _starts[image + 1]; i++)
                if (_score is { DependsOnScale: false } && _values[i] is var value && !double.IsNaN(value)
                    && other._byExplanation.Value[_places[i]] is var reference && !double.IsNaN(reference))
                    gains.Add(_score.Merit(value) - _score.Merit(reference));
            starts[image + 1] = gains.Count;
        }
        return new Clusters([.. gains], starts);
    }

    private int ImageAt(int row) => _explanations.ImageOf[_places[row]];

    private bool IsCounted(ScoreRow row) => _pooled is null ? row.State.IsOk && row.Value is not null : _pooled.Sample.Has(row.Cell);

    // Images in the order of their first row.
    private int[] ByImage(NumberRows rows, IEnumerable<int> counted)
    {
        var (first, images, keys, numbers) = (new int[_explanations.Images.Count], 0, new List<int>(), new List<int>());
        foreach (var row in counted)
        {
            ref var place = ref first[_explanations.ImageOf[rows.PlaceOf(row)]];
            if (place == 0)
                place = ++images;
            keys.Add(place);
            numbers.Add(row);
        }
        var isSorted = true;
        for (var i = 1; i < keys.Count; i++)
            isSorted &= keys[i] >= keys[i - 1];
        return isSorted ? [.. numbers] : [.. Enumerable.Range(0, keys.Count).OrderBy(i => keys[i]).Select(i => numbers[i])];
    }

    // A number whose merit is itself is held once.
    private static double[] MeritsOf(ScoreInfo score, double[] values) =>
        Array.TrueForAll(values, v => score.Merit(v) == v) ? values : Array.ConvertAll(values, score.Merit);

    private double[] ByExplanation()
    {
        var values = new double[_explanations.Count];
        Array.Fill(values, double.NaN);
        for (var i = 0; i < _places.Length; i++)
            values[_places[i]] = _values[i];
        return values;
    }

    private MergedNetworks ByNetwork() => _isOneNetwork
        ? new([Clusters])
        : new(
        [
            .. _places.Select(p => _explanations.NetworkOf[p]).Distinct().Select(network => Statistics.Clusters.Of(
            [
                .. Enumerable.Range(0, Images.Count).Select(image => (double[])
                [
                    .. Enumerable.Range(_starts[image], _starts[image + 1] - _starts[image])
                        .Where(i => _explanations.NetworkOf[_places[i]] == network).Select(i => _values[i]),
                ]),
            ])),
        ]);

    private bool IsHits => _score is { Minimum: 0, Maximum: 1 } && Array.TrueForAll(_values, v => v is 0 or 1);

    private Clusters Clusters => new(_values, _starts);
}
