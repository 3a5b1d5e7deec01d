using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>The samples of one scope: every number of every method.</summary>
internal sealed class SampleSet
{
    private readonly Dictionary<(string Method, string Metric, string Score), Sample> _samples;
    private readonly Sample _none;
    private readonly HashSet<string> _applying;

    private SampleSet(Scope scope, Pooling pooling)
    {
        Scope = scope;
        var (info, scores) = (scope.Results.Info, scope.Results.Scores);
        var resampling = new Resampling(Seed.Of(info.Seed).For("bootstrap"));
        _none = new Sample([], resampling, null, null);
        var pooled = scores.Where(s => pooling.Has(s.Cell.Metric)).GroupBy(s => (s.Cell.Method, s.Cell.Metric)).ToDictionary(
            g => g.Key, g => new PooledSample(pooling.Results(g.Key.Metric, g.Select(s => s.Cell)), resampling));
        var facts = info.Metrics.SelectMany(m => m.Scores.Select(s => (m.Key, Score: s)))
            .ToDictionary(n => (n.Key, n.Score.Name), n => n.Score);
        _samples = scores.GroupBy(s => (s.Cell.Method, s.Cell.Metric, s.Score)).ToDictionary(
            g => g.Key,
            g => new Sample(
                [.. g], resampling, pooled.GetValueOrDefault((g.Key.Method, g.Key.Metric))?.Number(g.Key.Score),
                facts.GetValueOrDefault((g.Key.Metric, g.Key.Score))));
        var found = _samples.Keys.Select(k => (k.Metric, k.Score)).ToHashSet();
        Numbers =
        [
            .. info.Metrics.SelectMany(m => m.Scores.Select((s, i) => new NumberInfo(m, s, i == 0)))
                .Where(n => found.Contains((n.Metric.Key, n.Score.Name)))
                // What the rows are ordered by stands first.
                .OrderBy(n => Leaderboard.RankedFamilies.Contains(n.Metric.Family) ? 0 : 1),
        ];
        var measured = _samples.Keys.Select(k => k.Method).ToHashSet();
        var timed = scope.Results.Timings.Select(t => t.Method).ToHashSet();
        _applying = [.. _samples.Where(s => !s.Value.IsUndefined).Select(s => s.Key.Method), .. timed.Where(t => !measured.Contains(t))];
        Methods = [.. info.Methods.Where(m => measured.Contains(m.Key) || timed.Contains(m.Key))];
        Random = Methods.FirstOrDefault(m => m.IsControl && m.Name == Leaderboard.Reference);
    }

    /// <summary>Of a scope.</summary>
    public static SampleSet Of(Scope scope, Pooling pooling) => new(scope, pooling);

    /// <summary>What the samples are of.</summary>
    public Scope Scope { get; }

    /// <summary>The numbers that were computed, ranked families first, then in the run's order.</summary>
    public IReadOnlyList<NumberInfo> Numbers { get; }

    /// <summary>The methods with a number or a cost, in the run's order.</summary>
    public IReadOnlyList<MethodInfo> Methods { get; }

    /// <summary>The control that everything is compared with; null where it was not run.</summary>
    public MethodInfo? Random { get; }

    /// <summary>One number of one method; empty where nothing was computed.</summary>
    public Sample Of(MethodInfo method, NumberInfo number) =>
        _samples.GetValueOrDefault((method.Key, number.Metric.Key, number.Score.Name), _none);

    /// <summary>Whether a method applies to this kind of network: not all its numbers are undefined.</summary>
    public bool Applies(MethodInfo method) => _applying.Contains(method.Key);
}
