using System.Data.Common;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads the tables of results.db, each in the order in which it lies there.</summary>
internal sealed class RowReader(IRowSource source)
{
    /// <summary>The names that were read.</summary>
    public Names Names { get; } = new();

    public List<(string Dataset, string Image)> Images() =>
    [
        .. source.Read(
            "dataset, image, position", "images", ["dataset", "image"],
            r => (Dataset: Name(r, 0), Image: Name(r, 1), Position: r.GetInt64(2)))
            .OrderBy(i => i.Dataset, StringComparer.Ordinal).ThenBy(i => i.Position).Select(i => (i.Dataset, i.Image)),
    ];

    /// <summary>About how many cells there are; 0 where that is not known.</summary>
    public int AboutCells() => source.AboutCells();

    /// <summary>All cells.</summary>
    public CellTable Cells() => new(CellRows("cells", source.AboutCells()), Names);

    /// <summary>The cells with identities up to a bound.</summary>
    public List<CellEntry> CellsUpTo(int bound) => CellRows($"cells WHERE id <= {bound}", source.AboutCells());

    /// <summary>The cells with identities above a bound.</summary>
    public List<CellEntry> CellsAbove(int bound) => CellRows($"cells WHERE id > {bound}", source.AboutCells() - bound);

    private List<CellEntry> CellRows(string table, int about) => source.Read(
        "id, dataset, model, method, metric, image, target", table, ["id"],
        r => new CellEntry(
            r.Whole(0), Names.Read(r, 1), Names.Read(r, 2), Names.Read(r, 3), Names.Read(r, 4), Names.Read(r, 5), checked((int)r.Whole(6))),
        about);

    /// <param name="cells">The cells of which a number must be; null where that is asked later.</param>
    public List<ScoreEntry> Scores(CellTable? cells)
    {
        var near = 0;
        return source.Read(
            "cell, score, value, state", "scores", ["cell", "position"],
            r =>
            {
                var cell = r.Whole(0);
                near = cells?.PlaceOf(cell, near) ?? 0;
                return new ScoreEntry(cell, Names.Read(r, 1), r.Number(2), Names.Read(r, 3));
            },
            source.AboutCells());
    }

    // Many curves share their positions; they are stored, and held in memory, once.
    public List<CurveRow> Curves(CellTable cells)
    {
        var axes = new Dictionary<long, double[]>();
        source.Read("id, x", "axes", ["id"], r => axes[r.GetInt64(0)] = Columns.ToNumbers(r.Bytes(1)!));
        return source.Read(
            "cell, name, axis, y", "curves", ["rowid"],
            r => new CurveRow(cells.KeyAt(cells.PlaceOf(r.GetInt64(0))), Name(r, 1), axes[r.GetInt64(2)], Columns.ToNumbers(r.Bytes(3)!)));
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
