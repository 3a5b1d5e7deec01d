namespace VisEval.Harness.Results.Storage;

/// <summary>The numbers of a store in the order of the plan, a method on a network at a time, so that not all of them need be in
/// memory.</summary>
/// <remarks>The cells come by the index of their names, their numbers by identity: those of an explanation lie side by side.</remarks>
internal sealed class ScorePieces
{
    private const string Table = "cells NOT INDEXED";
    private const string Index = "cells INDEXED BY sqlite_autoindex_cells_1";
    private const string Unnamed = "the index of its cells does not name all of them";

    private readonly RunInfo _info;
    private readonly IRowSource _source;
    private readonly RowReader _rows;
    private readonly PlanOrder _order;
    private readonly IReadOnlyList<IReadOnlyList<StoredMethod>> _pieces;
    private readonly DrawnImages _drawn;
    private readonly IReadOnlySet<string>? _metrics;
    private readonly Dictionary<CellKey, Counts> _read = [];

    /// <summary>Of a store.</summary>
    /// <param name="info">What was run.</param>
    /// <param name="source">The tables, whole.</param>
    /// <param name="dataset">Of which dataset; of all if null.</param>
    /// <param name="metrics">Of which metrics; of all if null.</param>
    public ScorePieces(RunInfo info, IRowSource source, string? dataset = null, IReadOnlySet<string>? metrics = null)
    {
        _metrics = metrics;
        (_info, _source, _rows, _drawn) = (info, source, new RowReader(source), DrawnImages.Of(info));
        Values = new StoredValues(info);
        _order = new PlanOrder(info, _rows.Images());
        List<IReadOnlyList<StoredMethod>> pieces =
        [
            .. _rows.Methods().Where(m => dataset is null || m.Dataset == dataset).GroupBy(m => (m.Listed, m.IsShuffled))
                .Select(g => g.OrderBy(m => m.Key, StringComparer.Ordinal).ToList()),
        ];
        _pieces = _order.Sort(pieces, p => p[0].Listed);
    }

    /// <summary>The values that were refused so far.</summary>
    public StoredValues Values { get; }

    /// <summary>The cells that were read so far and count as work done: of the methods' own maps, of seeds and images that are of the
    /// run.</summary>
    public int Counted => _read.Values.Sum(c => c.Counted);

    /// <summary>The methods' own numbers, or those of their maps of other images.</summary>
    /// <param name="shuffled">Which of them.</param>
    /// <param name="curves">Whether their curves are read too.</param>
    public IEnumerable<ScorePiece> Of(bool shuffled, bool curves = false) =>
        _pieces.Where(p => p[0].IsShuffled == shuffled).Select(p => Read(p, curves));

    /// <summary>The numbers by seed of methods that drew several maps.</summary>
    public IEnumerable<SeedRow> Seeds() => _pieces.Where(HasFurther).SelectMany(p => Read(p, curves: false).Seeds);

    /// <summary>Results with what a reader of the numbers that were read must know.</summary>
    /// <param name="others">The results without numbers.</param>
    public RunResults Standing(RunResults others) => others with
    {
        Warnings =
        [
            .. _pieces.All(p => p[0].IsShuffled || _read.ContainsKey(PlaceOf(p))) ? RunStanding.Warnings(_info, Counted) : [],
            .. new[] { Values.Warning }.OfType<string>(), .. others.Warnings,
        ],
    };

    /// <summary>Compares what was read with what the tables hold.</summary>
    /// <param name="readers">Those that read all of it together.</param>
    /// <exception cref="DamagedStoreException">Rows were not found by the names of their cells.</exception>
    public void ThrowIfLost(params IReadOnlyList<ScorePieces> readers)
    {
        var read = readers.SelectMany(r => r._read.Values).ToList();
        if (Count(Table) != read.Sum(c => (long)c.Cells) || Count("scores") != read.Sum(c => (long)c.Numbers))
            throw new DamagedStoreException(Unnamed, null);
    }

    /// <summary>Compares the index of the cells' names with the cells.</summary>
    /// <exception cref="DamagedStoreException">It does not name all of them.</exception>
    public void ThrowIfUnnamed()
    {
        if (Count(Table) != Count(Index))
            throw new DamagedStoreException(Unnamed, null);
    }

    private static bool HasFurther(IReadOnlyList<StoredMethod> piece) => !piece[0].IsShuffled && piece.Any(m => m.IsFurther);

    private long Count(string table) => _source.Read("COUNT(*)", table, ["1"], r => r.GetInt64(0))[0];

    private static CellKey PlaceOf(IReadOnlyList<StoredMethod> piece) => new(piece[0].Dataset, piece[0].Model, piece[0].Key, "", "", 0);

    private ScorePiece Read(IReadOnlyList<StoredMethod> piece, bool curves)
    {
        var part = new StoredPart(piece, _metrics);
        var cells = _rows.Cells(part);
        var numbers = _rows.Scores(cells, part);
        // What is read for another table again is counted once.
        var values = _read.TryAdd(PlaceOf(piece), new Counts(cells.Count, ResultReader.Counted(_info, cells), numbers.Count))
            ? Values
            : new StoredValues(_info);
        var rows = values.Checked(new ScoreTable(cells, numbers, _rows.Names).Rows(_order.Of(cells), piece[0].IsShuffled));
        var means = HasFurther(piece) ? SeedMeans.Of(rows, _info.Seeds ?? SeedKey.First) : new SeedMeans(rows, []);
        return new ScorePiece(
            means.Seeds.Count > 0 ? _order.Sort([.. means.Scores], s => s.Cell) : means.Scores,
            _order.Sort([.. means.Seeds], s => s.Row.Cell),
            curves ? _order.Sort(_rows.Curves(cells, part), c => c.Cell) : []).In(_drawn);
    }

    private readonly record struct Counts(int Cells, int Counted, int Numbers);
}
