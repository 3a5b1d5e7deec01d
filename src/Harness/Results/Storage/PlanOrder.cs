namespace VisEval.Harness.Results.Storage;

/// <summary>The order in which results are listed: datasets, models, methods and metrics as in run.json, images as in the plan,
/// then the target.</summary>
/// <remarks>A pure function of what was planned, so that neither threads nor interruptions show. An empty name (nothing concerned)
/// comes first, a name the run does not list last, by ordinal comparison.</remarks>
internal sealed class PlanOrder(RunInfo info, IEnumerable<(string Dataset, string Image)> images)
{
    private readonly Ranking<string> _datasets = new(info.Datasets.Select(d => d.Name), name => name);
    private readonly Ranking<string> _models = new(info.Models.Select(m => m.Name), name => name);
    private readonly Ranking<string> _methods = new(info.Methods.Select(m => m.Key), name => name);
    private readonly Ranking<string> _metrics = new(info.Metrics.Select(m => m.Key), name => name);
    private readonly Ranking<(string Dataset, string Image)> _images = new(images, image => image.Image);

    /// <summary>Sorts rows by what they are about; rows about the same keep their order.</summary>
    public IReadOnlyList<T> Sort<T>(IReadOnlyList<T> rows, Func<T, CellKey> about)
    {
        CellKey[] cells = [.. rows.Select(about)];
        var datasets = _datasets.Of([.. cells.Select(c => c.Dataset)]);
        var models = _models.Of([.. cells.Select(c => c.Model)]);
        var methods = _methods.Of([.. cells.Select(c => c.Method)]);
        var metrics = _metrics.Of([.. cells.Select(c => c.Metric)]);
        var ranked = _images.Of([.. cells.Select(c => (c.Dataset, c.Image))]);
        var places = new Place[cells.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = new Place(datasets[i], models[i], methods[i], metrics[i], ranked[i], cells[i].Target, i);
        Array.Sort(places);
        return [.. places.Select(p => rows[p.Row])];
    }

    private readonly record struct Place(int Dataset, int Model, int Method, int Metric, int Image, int Target, int Row)
        : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            Dataset != other.Dataset ? Dataset.CompareTo(other.Dataset)
            : Model != other.Model ? Model.CompareTo(other.Model)
            : Method != other.Method ? Method.CompareTo(other.Method)
            : Metric != other.Metric ? Metric.CompareTo(other.Metric)
            : Image != other.Image ? Image.CompareTo(other.Image)
            : Target != other.Target ? Target.CompareTo(other.Target)
            : Row.CompareTo(other.Row);
    }

    private sealed class Ranking<T>(IEnumerable<T> names, Func<T, string> textOf)
        where T : notnull
    {
        private readonly Dictionary<T, int> _ranks = names.Distinct().Index().ToDictionary(n => n.Item, n => n.Index);

        /// <summary>The rank of every name; those that are not listed follow those that are.</summary>
        public int[] Of(T[] names)
        {
            var unlisted = names.Where(n => !_ranks.ContainsKey(n)).Distinct().OrderBy(textOf, StringComparer.Ordinal)
                .Select((name, i) => (name, rank: name is "" ? -1 : _ranks.Count + i)).ToDictionary(r => r.name, r => r.rank);
            return Array.ConvertAll(names, n => _ranks.TryGetValue(n, out var rank) ? rank : unlisted[n]);
        }
    }
}
