using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Harness.Analysis.Anytime;

/// <summary>Looks at a run that grows and says what is decided of the order of its methods on a dataset, by
/// <see cref="OrderLooks"/>.</summary>
/// <remarks>Compared are the mean ranks that places come from (<see cref="RankField"/>), over all networks, of all methods that are no
/// controls and apply: who is admitted to the ranking may change with more images, this field does not.</remarks>
internal sealed class OrderLook
{
    private readonly StopRule _rule;
    private readonly string _dataset;
    private readonly KnownMetrics _known;
    private readonly OrderLooks _looks;

    /// <param name="rule">What must be decided.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="datasets">The datasets of the run, among which α is divided.</param>
    /// <param name="looks">The looks that are planned.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    public OrderLook(StopRule rule, string dataset, int datasets, int looks, KnownMetrics? known = null)
    {
        (_rule, _dataset, _known) = (rule, dataset, known ?? KnownMetrics.BuiltIn);
        _looks = new OrderLooks(rule.Margin, rule.Alpha / datasets, looks);
    }

    /// <summary>By method, the mean rank (r − ½)/k over the sample at the last look; lower is better.</summary>
    public IReadOnlyDictionary<string, double> MeanRanks { get; private set; } = new Dictionary<string, double>();

    /// <summary>What was known of every pair of methods at the last look.</summary>
    public IReadOnlyList<(string First, string Second, PairOrder Order)> Pairs { get; private set; } = [];

    /// <summary>The metrics whose numbers a look needs: those that vote.</summary>
    /// <param name="info">The run.</param>
    public IReadOnlySet<string> MetricsOf(RunInfo info) =>
        info.Metrics.Where(m => info.Rule.ConstructOf(m) is not null && _known.Pooled(m) is null).Select(m => m.Key).ToHashSet();

    /// <summary>The next look; null where there is nothing to rank by.</summary>
    /// <param name="results">The run so far; only the images of the sample are looked at.</param>
    /// <param name="sample">The images, in the groups in which they were drawn.</param>
    /// <param name="population">All groups.</param>
    public OrderVerdict? Of(RunResults results, IReadOnlyList<IReadOnlyList<string>> sample, int population)
    {
        if (FieldOf(results, sample) is not var (field, ids))
            return null;
        var groupOf = sample.Index().SelectMany(g => g.Item.Select(id => (id, g.Index))).ToDictionary(g => g.id, g => g.Index);
        int[] groups = [.. field.Images.Select(i => groupOf[ids[i]])];
        var placeOf = groups.Distinct().Index().ToDictionary(g => g.Item, g => g.Index);
        var counts = new int[placeOf.Count];
        double[][] sums = [.. field.Entries.Select(_ => new double[counts.Length])];
        foreach (var (image, group) in groups.Index())
        {
            counts[placeOf[group]]++;
            for (var entry = 0; entry < sums.Length; entry++)
                sums[entry][placeOf[group]] += field.ByImage[image][entry];
        }
        string[] names = [.. field.Entries.Select(e => e[0].Key)];
        var pairs = _looks.Look(names, sums, counts, population);
        MeanRanks = names.Zip(sums).ToDictionary(m => m.First, m => m.Second.Sum() / counts.Sum());
        Pairs = [.. pairs.Select(p => (names[p.First], names[p.Second], p.Order))];
        return Verdict(names, [.. names.Select(n => MeanRanks[n])], pairs);
    }

    private OrderVerdict Verdict(string[] names, double[] means, IReadOnlyList<DecidedPair> pairs)
    {
        var first = Array.IndexOf(means, means.Min());
        var asked = _rule.Until == StopGoal.RankStable ? pairs : [.. pairs.Where(p => p.First == first || p.Second == first)];
        return new OrderVerdict(
            means.Length, pairs.Count, pairs.Count(p => p.IsSettled(means)), names[first], asked.All(p => p.IsSettled(means)));
    }

    private (RankField Field, IReadOnlyList<string> Images)? FieldOf(RunResults results, IReadOnlyList<IReadOnlyList<string>> sample)
    {
        var drawn = sample.SelectMany(g => g).ToHashSet();
        // What does not vote need not be sorted.
        var voting = MetricsOf(results.Info);
        bool Counts(CellKey cell) => cell.Dataset == _dataset && voting.Contains(cell.Metric) && drawn.Contains(cell.Image);
        var looked = results with
        {
            Scores = ScoreColumns.Of(results.Scores.Where(s => Counts(s.Cell))),
            Shuffled = [],
            Seeds = [],
            Timings = [],
            Curves = [],
            Maps = [],
        };
        if (Scope.Of(looked).FirstOrDefault(s => s.Dataset == _dataset) is not { } scope)
            return null;
        var samples = SampleSet.Of(scope, Pooling.Of(looked, _known));
        var methods = samples.Methods.Where(m => !m.IsControl && samples.Applies(m)).ToList();
        return RankField.Of(samples, Criteria.Of(samples, _known), methods) is { } field
            ? (field, [.. samples.Explanations.Images])
            : null;
    }
}
