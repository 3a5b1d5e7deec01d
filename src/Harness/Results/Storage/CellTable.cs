namespace VisEval.Harness.Results.Storage;

/// <summary>The cells of a store, by their identities; millions of them, so that keys are made of those only that are asked for.</summary>
internal sealed class CellTable
{
    private readonly List<CellEntry> _cells;
    private readonly string?[] _own;
    private readonly int[] _seeds;

    /// <param name="cells">The rows.</param>
    /// <param name="names">The names behind their numbers.</param>
    public CellTable(List<CellEntry> cells, Names names)
    {
        (_cells, Names) = (cells, names);
        // They come in the order of their identities; those of a damaged store may not.
        for (var i = 1; i < _cells.Count; i++)
            if (_cells[i].Id < _cells[i - 1].Id)
            {
                _cells.Sort((a, b) => a.Id.CompareTo(b.Id));
                break;
            }
        (_own, _seeds) = (new string?[names.Count], new int[names.Count]);
        foreach (var method in _cells.Select(c => c.Method).Distinct())
        {
            var key = new ExplanationKey("", "", names[method], "", 0);
            if (key.IsShuffled())
                _own[method] = key.Cell("").Own().Method;
            _seeds[method] = SeedKey.Split(NameOf(method)).Seed;
        }
        HasFurther = _seeds.Any(s => s > SeedKey.First);
    }

    /// <summary>The number of cells.</summary>
    public int Count => _cells.Count;

    /// <summary>The names behind the numbers.</summary>
    public Names Names { get; }

    /// <summary>The row at a place.</summary>
    public CellEntry this[int place] => _cells[place];

    /// <summary>Whether the cell at a place is of a map of another image.</summary>
    public bool IsShuffled(int place) => _own[_cells[place].Method] is not null;

    /// <summary>Whether there are cells of further maps of methods that draw.</summary>
    public bool HasFurther { get; }

    /// <summary>Which of the maps of a method that draws the cell at a place is of.</summary>
    public int SeedOf(int place) => _seeds[_cells[place].Method];

    /// <summary>The method behind a number, also where the map is of another image.</summary>
    public string NameOf(int method) => _own[method] ?? Names[method];

    /// <summary>The place of a cell.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="near">Where it is looked for first: there, or one behind.</param>
    /// <exception cref="KeyNotFoundException">There is no such cell.</exception>
    public int PlaceOf(long id, int near = 0)
    {
        for (var place = near; place < Math.Min(near + 2, _cells.Count); place++)
            if (_cells[place].Id == id)
                return place;
        var (low, high) = (0, _cells.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_cells[middle].Id == id)
                return middle;
            (low, high) = _cells[middle].Id < id ? (middle + 1, high) : (low, middle - 1);
        }
        throw new KeyNotFoundException($"There is no cell {id}.");
    }

    /// <summary>The key of the cell at a place.</summary>
    public CellKey KeyAt(int place) => KeyWith(place, Names[_cells[place].Method]);

    /// <summary>The key of the cell at a place, as if the map were the method's own.</summary>
    public CellKey OwnKeyAt(int place) => _own[_cells[place].Method] is { } own ? KeyWith(place, own) : KeyAt(place);

    private CellKey KeyWith(int place, string method)
    {
        var cell = _cells[place];
        return new CellKey(Names[cell.Dataset], Names[cell.Model], method, Names[cell.Metric], Names[cell.Image], cell.Target);
    }
}
