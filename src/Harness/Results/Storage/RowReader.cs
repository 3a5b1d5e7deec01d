using System.Data.Common;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads the tables of results.db, each in the order in which it lies there.</summary>
internal sealed class RowReader(IRowSource source)
{
    private static readonly string[] NamesOfCells = ["dataset", "model", "method", "metric", "image", "target"];

    private Dictionary<long, double[]>? _axes;

    /// <summary>The names that were read.</summary>
    public Names Names { get; } = new();

    public List<(string Dataset, string Image)> Images() =>
    [
        .. source.Read(
            "dataset, image, position", "images", ["dataset", "image"],
            r => (Dataset: Name(r, 0), Image: Name(r, 1), Position: r.GetInt64(2)))
            .OrderBy(i => i.Dataset, StringComparer.Ordinal).ThenBy(i => i.Position).Select(i => (i.Dataset, i.Image)),
    ];

    /// <summary>All cells.</summary>
    public CellTable Cells() => new(CellRows("cells", ["id"], source.AboutCells()), Names);

    /// <summary>Some cells, by the index of their names: not in the order of their identities.</summary>
    public CellTable Cells(StoredPart part) => new(CellRows($"cells WHERE {part.Condition}", NamesOfCells, 0), Names);

    /// <summary>The methods of all cells by dataset and network, without reading the cells.</summary>
    public IEnumerable<StoredMethod> Methods() =>
        from dataset in Values("dataset", "")
        from model in Values("model", $"dataset = {Sql.Literal(dataset)} AND ")
        from method in Values("method", $"dataset = {Sql.Literal(dataset)} AND model = {Sql.Literal(model)} AND ")
        select new StoredMethod(dataset, model, method);

    // The index of names gives the least above a bound at once.
    private IEnumerable<string> Values(string column, string among)
    {
        string? Next(string bound) => source.Read(
            $"MIN({column})", $"cells WHERE {among}{bound}", ["1"], r => r.IsDBNull(0) ? null : r.GetString(0))[0];
        for (var value = Next("true"); value is not null; value = Next($"{column} > {Sql.Literal(value)}"))
            yield return value;
    }

    private List<CellEntry> CellRows(string table, IReadOnlyList<string> key, int about) => source.Read(
        "id, dataset, model, method, metric, image, target", table, key,
        r => new CellEntry(
            r.Whole(0), Names.Read(r, 1), Names.Read(r, 2), Names.Read(r, 3), Names.Read(r, 4), Names.Read(r, 5), checked((int)r.Whole(6))),
        about);

    /// <param name="cells">The cells of which a number must be; null where that is asked later.</param>
    public List<ScoreEntry> Scores(CellTable? cells) => Scores(cells, "scores", source.AboutCells());

    /// <summary>The numbers of some cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="part">What they are.</param>
    public List<ScoreEntry> Scores(CellTable cells, StoredPart part) =>
        Scores(cells, $"scores WHERE cell IN (SELECT id FROM cells WHERE {part.Condition})", cells.Count);

    private List<ScoreEntry> Scores(CellTable? cells, string table, int about)
    {
        var near = 0;
        return source.Read(
            "cell, score, value, state", table, ["cell", "position"],
            r =>
            {
                var cell = r.Whole(0);
                near = cells?.PlaceOf(cell, near) ?? 0;
                return new ScoreEntry(cell, Names.Read(r, 1), r.Number(2), Names.Read(r, 3));
            },
            about);
    }

    /// <summary>All curves.</summary>
    public List<CurveRow> Curves(CellTable cells) => Curves(cells, "curves");

    /// <summary>The curves of some cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="part">What they are.</param>
    public List<CurveRow> Curves(CellTable cells, StoredPart part) =>
        Curves(cells, $"curves WHERE cell IN (SELECT id FROM cells WHERE {part.Condition})");

    // Many curves share their positions; they are stored, and held in memory, once.
    private List<CurveRow> Curves(CellTable cells, string table)
    {
        _axes ??= source.Read("id, x", "axes", ["id"], r => (Id: r.GetInt64(0), X: Columns.ToNumbers(r.Bytes(1)!)))
            .DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => a.X);
        return source.Read(
            "cell, name, axis, y", table, ["rowid"],
            r => new CurveRow(
                cells.KeyAt(cells.PlaceOf(r.GetInt64(0))), Name(r, 1), _axes[r.GetInt64(2)], Columns.ToNumbers(r.Bytes(3)!)));
    }

    /// <summary>What was read of images: SHA-256; none in a store of an older version.</summary>
    public List<(string Dataset, string Image, string Sha256)> Contents() => !source.Has("contents")
        ? []
        : source.Read(
            "dataset, image, sha256", "contents", ["dataset", "image"], r => (r.GetString(0), r.GetString(1), r.GetString(2)));

    public List<PredictionRow> Predictions() => PredictionRow.With(
        source.Read(
            "dataset, model, image, labels, top1, probability", "predictions", ["dataset", "model", "image"],
            r => new PredictionRow(
                Name(r, 0), Name(r, 1), Name(r, 2), Columns.ToClasses(r.GetString(3)), r.GetInt32(4), r.Number(5) ?? double.NaN)),
        LabelProbabilities());

    private Dictionary<(string, string, string), double> LabelProbabilities() => !source.Has("label_probabilities")
        ? []
        : source.Read(
            "dataset, model, image, probability", "label_probabilities", ["dataset", "model", "image"],
            r => (Key: (Name(r, 0), Name(r, 1), Name(r, 2)), Value: r.GetDouble(3)))
            .DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);

    public List<TimingRow> Timings() => source.Read(
        "dataset, model, method, repetition, milliseconds, forwards, backwards, megabytes", "timings",
        ["dataset", "model", "method", "repetition"],
        r => new TimingRow(
            Name(r, 0), Name(r, 1), Name(r, 2), r.GetInt32(3), r.GetDouble(4), r.GetInt64(5), r.GetInt64(6), r.GetDouble(7)));

    public List<FailureRow> Failures() => source.Read(
        "dataset, model, method, metric, image, target, error", "failures", ["rowid"],
        r => new FailureRow(
            Name(r, 0), Name(r, 1), Name(r, 2), Name(r, 3), Name(r, 4), r.IsDBNull(5) ? null : r.GetInt32(5), r.GetString(6)));

    public List<PictureRow> Pictures() => source.Read(
        "dataset, model, image, png", "pictures", ["rowid"],
        r => new PictureRow(Name(r, 0), Name(r, 1), Name(r, 2), r.Bytes(3)!));

    public List<MapRow> Maps() => source.Read(
        "dataset, model, method, image, target, height, width, pixels", "maps", ["rowid"],
        r => new MapRow(
            Name(r, 0), Name(r, 1), Name(r, 2), Name(r, 3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.Bytes(7)));

    public List<RemarkRow> Remarks() => source.Read(
        "dataset, model, method, image, target, state, why", "remarks", ["dataset", "model", "method", "image", "target"],
        r => new RemarkRow(Name(r, 0), Name(r, 1), Name(r, 2), Name(r, 3), r.GetInt32(4), Name(r, 5), Name(r, 6)));

    public List<MetricCostRow> MetricCosts() => source.Read(
        "dataset, model, metric, cells, milliseconds, asked, run", "metric_costs", ["dataset", "model", "metric"],
        r => new MetricCostRow(
            Name(r, 0), Name(r, 1), Name(r, 2), r.GetInt64(3), new MetricCost(r.GetDouble(4), r.GetInt64(5), r.GetInt64(6))));

    private string Name(DbDataReader reader, int column) => Names.Text(reader, column);
}
