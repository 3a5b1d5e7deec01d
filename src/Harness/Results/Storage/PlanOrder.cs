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

    /// <summary>The places of cells in this order, those of maps of other images where the methods' own stand.</summary>
    /// <remarks>Sorted by counting, from the target to the dataset: a step is linear and keeps the order of the one before.</remarks>
    public int[] Of(CellTable cells)
    {
        var count = cells.Count;
        string Name(int number) => cells.Names[number];
        Func<int[]>[] ranks =
        [
            () => Ranks(count, c => cells[c].Target, Ascending),
            () => Ranks(
                count, c => (cells[c].Dataset, cells[c].Image),
                images => _images.Of([.. images.Select(i => (Name(i.Dataset), Name(i.Image)))])),
            () => Ranks(count, c => cells[c].Metric, metrics => _metrics.Of([.. metrics.Select(Name)])),
            () => Ranks(count, c => cells[c].Method, methods => _methods.Of([.. methods.Select(cells.NameOf)])),
            () => Ranks(count, c => cells[c].Model, models => _models.Of([.. models.Select(Name)])),
            () => Ranks(count, c => cells[c].Dataset, datasets => _datasets.Of([.. datasets.Select(Name)])),
        ];
        var found = new int[ranks.Length][];
        Parallel.For(0, ranks.Length, i => found[i] = ranks[i]());
        return found.Aggregate((int[])[.. Enumerable.Range(0, count)], ByCounting);
    }

    // The rank of every cell, from those of the different values.
    private static int[] Ranks<T>(int count, Func<int, T> of, Func<T[], int[]> rank)
        where T : notnull
    {
        var (values, numbers, found) = (new List<T>(), new Dictionary<T, int>(), new int[count]);
        for (var cell = 0; cell < count; cell++)
        {
            var value = of(cell);
            // Mostly the value of the cell before.
            if (cell > 0 && EqualityComparer<T>.Default.Equals(value, values[found[cell - 1]]))
                found[cell] = found[cell - 1];
            else if (!numbers.TryGetValue(value, out found[cell]))
            {
                numbers[value] = found[cell] = values.Count;
                values.Add(value);
            }
        }
        var ranks = rank([.. values]);
        return Array.ConvertAll(found, number => ranks[number]);
    }

    private static int[] Ascending(int[] values)
    {
        int[] sorted = [.. values.Order()];
        return Array.ConvertAll(values, v => Array.BinarySearch(sorted, v));
    }

    private static int[] ByCounting(int[] places, int[] ranks)
    {
        if (places.Length == 0)
            return places;
        var (least, most) = (ranks.Min(), ranks.Max());
        if (least == most)
            return places;
        var next = new int[most - least + 2];
        foreach (var rank in ranks)
            next[rank - least + 1]++;
        for (var i = 1; i < next.Length; i++)
            next[i] += next[i - 1];
        var sorted = new int[places.Length];
        foreach (var place in places)
            sorted[next[ranks[place] - least]++] = place;
        return sorted;
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
