using VisEval.Metrics;

namespace VisEval.Harness.Results.Merging;

/// <summary>The cells of one network on one dataset, worked out from run.json as <c>Job</c> works them out from what is opened.</summary>
internal sealed class PlannedCells
{
    private readonly List<(string Key, bool IsFirst, bool IsLent)> _sources;
    private readonly List<Planned> _metrics;
    private readonly bool _lends;

    /// <summary>Of a network on a dataset.</summary>
    public PlannedCells(RunInfo info, string dataset, int images, UnitKinds kinds)
    {
        bool IsOn(IReadOnlyList<string>? datasets) => datasets is null || datasets.Contains(dataset);
        _lends = info.Shuffled && images > 1;
        _sources =
        [
            .. info.Methods.Where(m => IsOn(m.Datasets)).SelectMany(m =>
                Enumerable.Range(SeedKey.First, kinds.IsRandomized(m) ? info.Seeds ?? SeedKey.First : 1)
                    .Select(seed => (SeedKey.Of(m.Key, seed), seed == SeedKey.First, seed == SeedKey.First && !m.IsControl))),
        ];
        _metrics =
        [
            .. info.Metrics.Where(m => IsOn(m.Datasets)).Select(m => (Info: m, Metric: kinds.Metric(m))).Where(m => m.Metric is not null)
                .Select(m => new Planned(
                    m.Info.Key, m.Info.Images ?? int.MaxValue, m.Metric is IPooledMetric,
                    m.Metric is not IPooledMetric && m.Info.Construct is not null && !MetricWork.ExplainsAgain(m.Metric!))),
        ];
    }

    /// <summary>Method and metric of every cell of the image at a place, as the store calls them.</summary>
    public IEnumerable<(string Method, string Metric)> Of(int place)
    {
        foreach (var (key, isFirst, isLent) in _sources)
            foreach (var metric in _metrics.Where(m => place < m.Images))
            {
                if (isFirst || !metric.IsPooled)
                    yield return (key, metric.Key);
                if (isLent && _lends && metric.IsLent)
                    yield return (ShuffledKey.Of(key), metric.Key);
            }
    }

    /// <param name="Key">Unit key.</param>
    /// <param name="Images">The number of images, first in the dataset, that it is asked of.</param>
    /// <param name="IsPooled">Whether it pools images.</param>
    /// <param name="IsLent">Whether it is asked of a method's map of another image.</param>
    private sealed record Planned(string Key, int Images, bool IsPooled, bool IsLent);
}
