using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>How the cost of an explanation changed.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">The network's name now.</param>
/// <param name="Method">The method's key now.</param>
/// <param name="Old">The median of the baseline's repetitions, in milliseconds.</param>
/// <param name="New">The median now.</param>
internal sealed record RuntimeChange(string Dataset, string Model, string Method, double Old, double New)
{
    /// <summary>New over old: above 1 it takes longer.</summary>
    public double Ratio => New / Old;
}

/// <summary>The comparison of measured times. It never fails the gate: times of one machine vary too.</summary>
/// <param name="Why">Why nothing is compared; null where something is.</param>
/// <param name="Rows">One a method and network.</param>
internal sealed record RuntimeChanges(string? Why, IReadOnlyList<RuntimeChange> Rows)
{
    /// <summary>Of two runs.</summary>
    internal static RuntimeChanges Of(RunResults old, RunResults current, RunMatch match)
    {
        if (old.Timings.Count == 0 || current.Timings.Count == 0)
            return new RuntimeChanges($"the {(old.Timings.Count == 0 ? "baseline" : "current run")} holds no measured times", []);
        var other = old.Info.Machine.Keys.Union(current.Info.Machine.Keys).Order(StringComparer.Ordinal)
            .Where(f => old.Info.Machine.GetValueOrDefault(f) != current.Info.Machine.GetValueOrDefault(f)).ToList();
        if (other.Count > 0)
            return new RuntimeChanges($"the runs are of different machines ({string.Join(", ", other)})", []);
        if (old.Info.Threads != current.Info.Threads)
            return new RuntimeChanges("the runs had different numbers of threads", []);
        var models = match.Models.ToDictionary(m => m.Old, m => m.New);
        var methods = match.Methods.ToDictionary(m => m.Old, m => m.New);
        var after = current.Timings.ToLookup(t => (t.Dataset, t.Model, t.Method), t => t.Milliseconds);
        RuntimeChange[] rows =
        [
            .. old.Timings.GroupBy(t => (t.Dataset, t.Model, t.Method))
                .Where(g => models.GetValueOrDefault(g.Key.Model) is not null && methods.GetValueOrDefault(g.Key.Method) is not null)
                .Select(g => (Old: g, Key: (g.Key.Dataset, models[g.Key.Model]!, methods[g.Key.Method]!)))
                .Where(g => after.Contains(g.Key))
                .Select(g => new RuntimeChange(
                    g.Key.Dataset, g.Key.Item2, g.Key.Item3, Quantile.Median(g.Old.Select(t => t.Milliseconds)),
                    Quantile.Median(after[g.Key])))
                .Where(r => r.Old > 0),
        ];
        return new RuntimeChanges(rows.Length == 0 ? "no method was timed in both runs" : null, rows);
    }
}
