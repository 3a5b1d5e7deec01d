using VisEval.Harness.Results;

namespace VisEval.Harness.Reports;

/// <summary>The samples of one scope: every number of every method.</summary>
internal sealed class SampleSet
{
    private readonly Dictionary<(string Method, string Metric, string Score), Sample> _samples;
    private readonly Sample _none;

    private SampleSet(Scope scope, Pooling pooling)
    {
        var (info, scores) = (scope.Results.Info, scope.Results.Scores);
        _none = new Sample([], pooling);
        _samples = scores.GroupBy(s => (s.Cell.Method, s.Cell.Metric, s.Score)).ToDictionary(g => g.Key, g => new Sample([.. g], pooling));
        var found = _samples.Keys.Select(k => (k.Metric, k.Score)).ToHashSet();
        Numbers =
        [
            .. info.Metrics.SelectMany(m => m.Scores.Select((s, i) => new NumberInfo(m, s, i == 0)))
                .Where(n => found.Contains((n.Metric.Key, n.Score.Name)))
                // What the rows are ordered by stands first.
                .OrderBy(n => Leaderboard.RankedFamilies.Contains(n.Metric.Family) ? 0 : 1),
        ];
        var measured = _samples.Keys.Select(k => k.Method).Concat(scope.Results.Timings.Select(t => t.Method)).ToHashSet();
        Methods = [.. info.Methods.Where(m => measured.Contains(m.Key))];
        Random = Methods.FirstOrDefault(m => m.IsControl && m.Name == Leaderboard.Reference);
    }

    /// <summary>Of a scope.</summary>
    public static SampleSet Of(Scope scope, Pooling pooling) => new(scope, pooling);

    /// <summary>The numbers that were computed, ranked families first, then in the run's order.</summary>
    public IReadOnlyList<NumberInfo> Numbers { get; }

    /// <summary>The methods with a number or a cost, in the run's order.</summary>
    public IReadOnlyList<MethodInfo> Methods { get; }

    /// <summary>The control that everything is compared with; null where it was not run.</summary>
    public MethodInfo? Random { get; }

    /// <summary>One number of one method; empty where nothing was computed.</summary>
    public Sample Of(MethodInfo method, NumberInfo number) =>
        _samples.GetValueOrDefault((method.Key, number.Metric.Key, number.Score.Name), _none);

    /// <summary>Whether a method says anything of this kind of network: not all its numbers are undefined.</summary>
    public bool Applies(MethodInfo method)
    {
        var own = _samples.Where(s => s.Key.Method == method.Key).Select(s => s.Value).ToList();
        return Methods.Contains(method) && (own.Count == 0 || own.Any(s => !s.IsUndefined));
    }
}
