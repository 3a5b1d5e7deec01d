using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>The numbers of two runs that exist over all images together only.</summary>
internal static class PooledRows
{
    /// <summary>One row a number of the baseline, in its order; both values over the explanations that both runs have.</summary>
    /// <param name="baseline">What it was; a saved baseline keeps no curves, so that nothing can be pooled from it.</param>
    /// <param name="current">What it is now.</param>
    /// <param name="match">What stands for what.</param>
    /// <param name="known">The metrics behind the runs' keys.</param>
    public static IReadOnlyList<PooledRow> Of(SavedRun baseline, SavedRun current, RunMatch match, KnownMetrics known)
    {
        var (before, after) = (Side.Of(baseline, known), Side.Of(current, known));
        var controls = baseline.Results.Info.Methods.Where(m => m.IsControl).Select(m => m.Key).ToHashSet();
        var metrics = match.Metrics.ToDictionary(m => m.Old);
        var facts = baseline.Results.Info.Metrics.Where(m => IsPooled(m, known)).ToDictionary(m => m.Key);
        return
        [
            .. from unit in Units(baseline.Results, facts)
               where match.Datasets.Contains(unit.Dataset)
               let model = match.Models.FirstOrDefault(m => m.Old == unit.Model)
               let method = match.Methods.FirstOrDefault(m => m.Old == unit.Method)
               where model is not null && method is not null
               let metric = metrics[unit.Metric]
               let old = before.Results(unit)
               let now = Now(unit.Dataset, model, method, metric) is { } found ? after.Results(found) : null
               let common = Common(old, now)
               let values = (Old: Values(old, common), New: Values(now, common))
               from score in facts[unit.Metric].Scores
               select new PooledRow(
                   new GateCell(unit.Dataset, model, method, metric, score, controls.Contains(unit.Method)), common.Count,
                   values.Old.GetValueOrDefault(score.Name), values.New.GetValueOrDefault(score.Name)),
        ];
    }

    private static Unit? Now(string dataset, UnitPair model, UnitPair method, UnitPair metric) =>
        (model.New, method.New, metric.New) is ({ } network, { } way, { } number) ? new Unit(dataset, network, way, number) : null;

    private static IEnumerable<Unit> Units(RunResults results, Dictionary<string, MetricInfo> facts) => results.Scores
        .Where(s => facts.ContainsKey(s.Cell.Metric)).Select(s => Unit.Of(s.Cell)).Distinct();

    private static bool IsPooled(MetricInfo metric, KnownMetrics known)
    {
        try
        {
            // Only where the numbers are still the same ones can they be pooled again.
            return known.Pooled(metric) is { } pooled && pooled.Scores.Select(s => s.Name).SequenceEqual(metric.Scores.Select(s => s.Name));
        }
        catch (InputException)
        {
            // A run of another version may have options that this one does not know; GateCells says that it is not compared.
            return false;
        }
    }

    // Where only the baseline can be pooled, its own explanations.
    private static IReadOnlySet<Explanation> Common(PooledResults? old, PooledResults? now)
    {
        var common = Of(old ?? now);
        if (old is not null && now is not null)
            common.IntersectWith(Of(now));
        return common;
    }

    private static HashSet<Explanation> Of(PooledResults? results) =>
        [.. (results?.Explanations ?? []).Select(e => new Explanation(e.Image, e.Target))];

    private static Dictionary<string, double?> Values(PooledResults? results, IReadOnlySet<Explanation> common) => results is null
        ? []
        : results.Where(e => common.Contains(new Explanation(e.Image, e.Target))).Pool()
            .ToDictionary(s => s.Name, s => s.State.IsOk ? s.Value : null);

    /// <summary>What is pooled: one metric of one method.</summary>
    private sealed record Unit(string Dataset, string Model, string Method, string Metric)
    {
        public static Unit Of(CellKey cell) => new(cell.Dataset, cell.Model, cell.Method, cell.Metric);
    }

    /// <summary>The pooled metrics of one run.</summary>
    private sealed record Side(Pooling Pooling, ILookup<Unit, CellKey> Cells)
    {
        public static Side Of(SavedRun run, KnownMetrics known)
        {
            var metrics = run.IsBaseline ? [] : run.Results.Info.Metrics.Where(m => IsPooled(m, known)).ToList();
            var pooling = Pooling.Of(run.Results with { Info = run.Results.Info with { Metrics = metrics } }, known);
            return new Side(pooling, run.Results.Scores.Select(s => s.Cell).Where(c => pooling.Has(c.Metric)).ToLookup(Unit.Of));
        }

        /// <summary>Null where nothing can be pooled.</summary>
        public PooledResults? Results(Unit unit) => Cells[unit].Any() ? Pooling.Results(unit.Metric, Cells[unit]) : null;
    }
}
