using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>The numbers of metrics that pool images, worked out from what they said of each.</summary>
internal sealed class Pooling
{
    private readonly Dictionary<string, IPooledMetric> _metrics;
    private readonly Dictionary<CellKey, MetricResult> _cells;

    private Pooling(Dictionary<string, IPooledMetric> metrics, Dictionary<CellKey, MetricResult> cells) => (_metrics, _cells) = (metrics, cells);

    /// <summary>Of all cells of a run.</summary>
    public static Pooling Of(RunResults results, KnownMetrics known)
    {
        var metrics = results.Info.Metrics.Select(info => (info.Key, Metric: known.Pooled(info))).Where(m => m.Metric is not null)
            .ToDictionary(m => m.Key, m => m.Metric!);
        var curves = results.Curves.Where(c => metrics.ContainsKey(c.Cell.Metric)).ToLookup(c => c.Cell, c => new Curve(c.Name, c.X, c.Y));
        return new Pooling(metrics, results.Scores.Where(s => metrics.ContainsKey(s.Cell.Metric)).GroupBy(s => s.Cell).ToDictionary(
            g => g.Key,
            g => new MetricResult([.. g.Select(s => new ScoreValue(s.Score, s.Value, s.State))], [.. curves[g.Key]])));
    }

    /// <summary>Whether a metric pools images.</summary>
    public bool Has(string metric) => _metrics.ContainsKey(metric);

    /// <summary>Whether an explanation goes into the pool: the metric has a number of it.</summary>
    public bool Counts(CellKey cell) => _cells.TryGetValue(cell, out var result) && result.Scores.Any(s => s.State.IsOk);

    /// <summary>One number over explanations, which may be repeated; null where there is none.</summary>
    public double? Value(string metric, string score, IEnumerable<CellKey> cells) =>
        Pool(metric, cells).First(s => s.Name == score) is { State.IsOk: true } number ? number.Value : null;

    /// <summary>The rows of a run with those over all images behind the last row of each method and metric.</summary>
    public IEnumerable<ScoreRow> WithPooled(IReadOnlyList<ScoreRow> rows)
    {
        var last = rows.Index().Where(r => Has(r.Item.Cell.Metric)).GroupBy(r => Whole(r.Item.Cell)).ToDictionary(g => g.Last().Index, g => g.ToList());
        foreach (var (index, row) in rows.Index())
        {
            yield return row;
            if (last.TryGetValue(index, out var group))
                foreach (var number in Pool(row.Cell.Metric, group.Select(r => r.Item.Cell).Distinct()))
                    yield return new ScoreRow(Whole(row.Cell), number.Name, number.Value, number.State);
        }
    }

    private IReadOnlyList<ScoreValue> Pool(string metric, IEnumerable<CellKey> cells) =>
        ResultValidator.Pool(metric, _metrics[metric], cells.Where(Counts).Select(c => _cells[c]));

    private static CellKey Whole(CellKey cell) => cell with { Image = CellKey.AllImages, Target = 0 };
}
