using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The samples of one scope: every number of every method.</summary>
internal sealed class SampleSet
{
    /// <summary>The name of the control that a method must beat to be ranked.</summary>
    public const string Reference = "random";

    private readonly Dictionary<(string Method, string Metric, string Score), Sample> _samples;
    private readonly Dictionary<(string Method, string Metric, string Score), Merits> _merits;
    private readonly Dictionary<(string Method, string Metric, string Score), Merits> _shuffled;
    private readonly ConcurrentDictionary<NumberInfo, MeritRange> _ranges = new();
    private readonly Pooling _pooling;
    private readonly Sample _none;
    private readonly Merits _noMerits;
    private readonly HashSet<string> _applying;

    private SampleSet(Scope scope, Pooling pooling)
    {
        (Scope, _pooling) = (scope, pooling);
        var (info, scores) = (scope.Results.Info, scope.Results.Scores);
        Resampling = new Resampling(Seed.Of(info.Seed).For("bootstrap"));
        Flipping = new Flipping(Seed.Of(info.Seed).For("sign-flip"));
        Draws = new SeedSamples(scope.Results);
        // In what is saved of a damaged store, an explanation may have kept only its number with the map of another image.
        Explanations = new Explanations(scores.Concat(scope.Results.Shuffled));
        _none = new Sample(NumberRows.None, Explanations, Resampling, null, null);
        _noMerits = Merits.Of(NumberRows.None, new ScoreInfo("", Direction.Higher, 0, 0), Explanations);
        var pooled = scores.Where(s => pooling.Has(s.Cell.Metric)).GroupBy(s => (s.Cell.Method, s.Cell.Metric)).ToDictionary(
            g => g.Key, g => new PooledSample(pooling.Results(g.Key.Metric, g.Select(s => s.Cell)), Resampling));
        var facts = info.Metrics.SelectMany(m => m.Scores.Select(s => (m.Key, Score: s)))
            .ToDictionary(n => (n.Key, n.Score.Name), n => n.Score);
        var others = Task.Run(() => NumberRows.By(scope.Results.Shuffled, Explanations));
        var own = NumberRows.By(scores, Explanations);
        _samples = own.AsParallel().Select(g => (g.Key, Sample: new Sample(
            g.Value, Explanations, Resampling, pooled.GetValueOrDefault((g.Key.Method, g.Key.Metric))?.Number(g.Key.Score),
            facts.GetValueOrDefault((g.Key.Metric, g.Key.Score))))).ToDictionary(s => s.Key, s => s.Sample);
        Dictionary<(string, string, string), Merits> MeritsIn(Dictionary<(string Method, string Metric, string Score), NumberRows> rows) =>
            rows.AsParallel().Where(g => facts.GetValueOrDefault((g.Key.Metric, g.Key.Score)) is { DependsOnScale: false })
                .ToDictionary(g => g.Key, g => Merits.Of(g.Value, facts[(g.Key.Metric, g.Key.Score)], Explanations));
        (_merits, _shuffled) = (MeritsIn(own), MeritsIn(others.GetAwaiter().GetResult()));
        var found = _samples.Keys.Select(k => (k.Metric, k.Score)).ToHashSet();
        Numbers =
        [
            .. info.Metrics.Select(m => m with { Construct = info.Rule.ConstructOf(m) })
                .SelectMany(m => m.Scores.Select((s, i) => new NumberInfo(m, s, i == 0)))
                .Where(n => found.Contains((n.Metric.Key, n.Score.Name)))
                // What the rows are ordered by stands first.
                .OrderBy(n => n.Metric.Construct is { } construct ? (int)construct : int.MaxValue),
        ];
        var measured = _samples.Keys.Select(k => k.Method).ToHashSet();
        var timed = scope.Results.Timings.Select(t => t.Method).ToHashSet();
        _applying = [.. _samples.Where(s => !s.Value.IsUndefined).Select(s => s.Key.Method), .. timed.Where(t => !measured.Contains(t))];
        Methods = [.. info.Methods.Where(m => measured.Contains(m.Key) || timed.Contains(m.Key))];
        Random = Methods.FirstOrDefault(m => m.IsControl && m.Name == SampleSet.Reference);
    }

    /// <summary>Of a scope.</summary>
    public static SampleSet Of(Scope scope, Pooling pooling) => new(scope, pooling);

    /// <summary>What the samples are of.</summary>
    public Scope Scope { get; }

    /// <summary>How methods are ranked.</summary>
    public RankingRule Rule => Scope.Results.Info.Rule;

    /// <summary>How often the run may have been tested while images were added: what p is multiplied by, or α divided by; 1 where the
    /// number of images was fixed beforehand, or all of them were used.</summary>
    public int Looks => Scope.Results.Info.LooksAt(Scope.Dataset);

    /// <summary>The draws behind every interval.</summary>
    public Resampling Resampling { get; }

    /// <summary>The flips behind every test.</summary>
    public Flipping Flipping { get; }

    /// <summary>The numbers by seed of the methods that drew several maps.</summary>
    public SeedSamples Draws { get; }

    /// <summary>Everything that was explained.</summary>
    public Explanations Explanations { get; }

    /// <summary>The numbers that were computed, ranked families first, then in the run's order.</summary>
    public IReadOnlyList<NumberInfo> Numbers { get; }

    /// <summary>The methods with a number or a cost, in the run's order.</summary>
    public IReadOnlyList<MethodInfo> Methods { get; }

    /// <summary>The control that everything is compared with; null where it was not run.</summary>
    public MethodInfo? Random { get; }

    /// <summary>One number of one method; empty where nothing was computed.</summary>
    public Sample Of(MethodInfo method, NumberInfo number) =>
        _samples.GetValueOrDefault((method.Key, number.Metric.Key, number.Score.Name), _none);

    /// <summary>One number of one method by explanation; without a value where nothing was computed, or the number depends on the unit of
    /// the map.</summary>
    public Merits MeritsOf(MethodInfo method, NumberInfo number) =>
        _merits.GetValueOrDefault((method.Key, number.Metric.Key, number.Score.Name), _noMerits);

    /// <summary>The same of a method's maps of other images; null where these were not scored.</summary>
    public Merits? ShuffledOf(MethodInfo method, NumberInfo number) =>
        _shuffled.GetValueOrDefault((method.Key, number.Metric.Key, number.Score.Name));

    /// <summary>The worst and the best merit of a number; where it is not bounded, the worst and best of any method.</summary>
    public MeritRange RangeOf(NumberInfo number) => _ranges.GetOrAdd(number, n => MeritRange.Of(
        n.Score, [.. Methods.SelectMany(m => MeritsOf(m, n).Values).Where(v => !double.IsNaN(v))]));

    /// <summary>Whether a number exists over pooled images only.</summary>
    public bool IsPooled(NumberInfo number) => _pooling.Has(number.Metric.Key);

    /// <summary>Whether a method applies to this kind of network: not all its numbers are undefined.</summary>
    public bool Applies(MethodInfo method) => _applying.Contains(method.Key);
}
