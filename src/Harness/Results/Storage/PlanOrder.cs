namespace VisEval.Harness.Results.Storage;

/// <summary>The order in which results are listed: datasets, models, methods and metrics as in run.json, images as in the plan,
/// then the target.</summary>
/// <remarks>A pure function of what was planned, so that neither threads nor interruptions show. An empty name (nothing concerned)
/// comes first, a name the run does not list last, by ordinal comparison.</remarks>
internal sealed class PlanOrder(RunInfo info, IEnumerable<(string Dataset, string Image)> images)
{
    private readonly Ranking<string> _datasets = new(info.Datasets.Select(d => d.Name));
    private readonly Ranking<string> _models = new(info.Models.Select(m => m.Name));
    private readonly Ranking<string> _methods = new(info.Methods.Select(m => m.Key));
    private readonly Ranking<string> _metrics = new(info.Metrics.Select(m => m.Key));
    private readonly Ranking<(string, string)> _images = new(images);

    /// <summary>Sorts rows by what they are about; rows about the same keep their order.</summary>
    public IReadOnlyList<T> Sort<T>(IEnumerable<T> rows, Func<T, CellKey> about) =>
    [
        .. rows.Select(row => (Row: row, Cell: about(row)))
            .OrderBy(r => _datasets[r.Cell.Dataset]).ThenBy(r => r.Cell.Dataset, StringComparer.Ordinal)
            .ThenBy(r => _models[r.Cell.Model]).ThenBy(r => r.Cell.Model, StringComparer.Ordinal)
            .ThenBy(r => _methods[r.Cell.Method]).ThenBy(r => r.Cell.Method, StringComparer.Ordinal)
            .ThenBy(r => _metrics[r.Cell.Metric]).ThenBy(r => r.Cell.Metric, StringComparer.Ordinal)
            .ThenBy(r => _images[(r.Cell.Dataset, r.Cell.Image)]).ThenBy(r => r.Cell.Image, StringComparer.Ordinal)
            .ThenBy(r => r.Cell.Target)
            .Select(r => r.Row),
    ];

    private sealed class Ranking<T>(IEnumerable<T> names)
        where T : notnull
    {
        private readonly Dictionary<T, int> _ranks = names.Distinct().Select((name, rank) => (name, rank)).ToDictionary(r => r.name, r => r.rank);

        public int this[T name] => _ranks.TryGetValue(name, out var rank) ? rank : name is "" ? -1 : int.MaxValue;
    }
}
