using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The metrics of a run that pool images, with their results for each image.</summary>
internal sealed class Pooling
{
    private readonly Dictionary<string, IPooledMetric> _metrics;
    private readonly Dictionary<CellKey, MetricResult> _cells;

    private Pooling(Dictionary<string, IPooledMetric> metrics, Dictionary<CellKey, MetricResult> cells) =>
        (_metrics, _cells) = (metrics, cells);

    /// <summary>Of all cells of a run.</summary>
    public static Pooling Of(RunResults results, KnownMetrics known)
    {
        var metrics = results.Info.Metrics.Select(info => (info.Key, Metric: known.Pooled(info))).Where(m => m.Metric is not null)
            .ToDictionary(m => m.Key, m => m.Metric!);
        if (metrics.Count == 0)
            return new Pooling(metrics, []);
        var curves = results.Curves.Where(c => metrics.ContainsKey(c.Cell.Metric)).ToLookup(c => c.Cell, c => new Curve(c.Name, c.X, c.Y));
        return new Pooling(metrics, results.Scores.Where(s => metrics.ContainsKey(s.Cell.Metric)).GroupBy(s => s.Cell).ToDictionary(
            g => g.Key,
            g => new MetricResult([.. g.Select(s => new ScoreValue(s.Score, s.Value, s.State))], [.. curves[g.Key]])));
    }

    /// <summary>Whether a metric pools images.</summary>
    public bool Has(string metric) => _metrics.ContainsKey(metric);

    /// <summary>The results of a metric for those explanations that have a number.</summary>
    /// <param name="metric">The metric's unit key.</param>
    /// <param name="cells">The explanations; repeated ones count once.</param>
    public PooledResults Results(string metric, IEnumerable<CellKey> cells)
    {
        var found = cells.Distinct().Where(c => _cells.TryGetValue(c, out var result) && result.Scores.Any(s => s.State.IsOk)).ToList();
        return new PooledResults(metric, _metrics[metric], [.. found.Select(PairKey.By)], [.. found.Select(c => _cells[c])]);
    }

    /// <summary>The rows of a run with those over all images behind the last row of each method and metric.</summary>
    public IEnumerable<ScoreRow> WithPooled(IReadOnlyList<ScoreRow> rows) => _metrics.Count == 0 ? rows : AfterTheirCells(rows);

    private IEnumerable<ScoreRow> AfterTheirCells(IReadOnlyList<ScoreRow> rows)
    {
        var last = rows.Index().Where(r => Has(r.Item.Cell.Metric)).GroupBy(r => Whole(r.Item.Cell))
            .ToDictionary(g => g.Last().Index, g => g.Select(r => r.Item.Cell).ToList());
        foreach (var (index, row) in rows.Index())
        {
            yield return row;
            if (last.TryGetValue(index, out var cells))
                foreach (var number in Results(row.Cell.Metric, cells).Pool())
                    yield return new ScoreRow(Whole(row.Cell), number.Name, number.Value, number.State);
        }
    }

    private static CellKey Whole(CellKey cell) => cell with { Image = CellKey.AllImages, Target = 0 };
}
