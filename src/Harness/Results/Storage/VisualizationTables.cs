using System.Data.Common;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Results.Storage;

/// <summary>The tables of what a run shows of units and finds in layers. A store of an older version has none, and is read
/// without.</summary>
internal static class VisualizationTables
{
    /// <summary>The tables; added to a store that lacks them.</summary>
    public const string Added = """
        CREATE TABLE IF NOT EXISTS visualized (dataset TEXT NOT NULL, model TEXT NOT NULL, unit TEXT NOT NULL, visualizer TEXT NOT NULL,
            failed INTEGER NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (dataset, model, unit, visualizer)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS unit_pictures (dataset TEXT NOT NULL, model TEXT NOT NULL, unit TEXT NOT NULL,
            visualizer TEXT NOT NULL, position INTEGER NOT NULL, facts TEXT NOT NULL, png BLOB NOT NULL,
            PRIMARY KEY (dataset, model, unit, visualizer, position));
        CREATE TABLE IF NOT EXISTS picture_scores (dataset TEXT NOT NULL, model TEXT NOT NULL, visualizer TEXT NOT NULL,
            metric TEXT NOT NULL, failed INTEGER NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (dataset, model, visualizer, metric));
        CREATE TABLE IF NOT EXISTS findings (dataset TEXT NOT NULL, analysis TEXT NOT NULL, facts TEXT NOT NULL,
            PRIMARY KEY (dataset, analysis));
        """ + SmallImageTable.Added;

    /// <summary>Forgets what failed, with the numbers that lack its pictures, so that it is tried again.</summary>
    public static void Forget(RowWriter write)
    {
        write.Put(
            "DELETE FROM picture_scores WHERE failed = 1 "
            + "OR EXISTS (SELECT 1 FROM visualized v WHERE v.failed = 1 AND v.dataset = picture_scores.dataset "
            + "AND v.model = picture_scores.model AND v.visualizer = picture_scores.visualizer)");
        write.Put("DELETE FROM visualized WHERE failed = 1");
    }

    private static readonly string InsertVisualized =
        Insertion.Replacing("visualized", "dataset, model, unit, visualizer", "failed, facts");
    private static readonly string InsertPicture =
        Insertion.Replacing("unit_pictures", "dataset, model, unit, visualizer, position", "facts, png");
    private static readonly string InsertMeasurement =
        Insertion.Replacing("picture_scores", "dataset, model, visualizer, metric", "failed, facts");
    private static readonly string InsertFindings = Insertion.Replacing("findings", "dataset, analysis", "facts");

    /// <summary>Keeps what a visualizer made of a unit.</summary>
    public static void Write(RowWriter write, VisualizedUnit made)
    {
        write.Put(
            InsertVisualized, made.Dataset, made.Model, made.Unit, made.Visualizer, made.Error is null ? 0 : 1,
            StoredJson.Write(made with { Pictures = [] }));
        foreach (var (position, row) in made.Pictures.Index())
            write.Put(
                InsertPicture, made.Dataset, made.Model, made.Unit, made.Visualizer, position, StoredJson.Write(row with { Png = [] }),
                row.Png);
    }

    /// <summary>Keeps the numbers of a visualizer by a metric.</summary>
    public static void Write(RowWriter write, string dataset, string model, PictureMeasurement measured) => write.Put(
        InsertMeasurement, dataset, model, measured.Visualizer, measured.Metric, measured.IsFailed ? 1 : 0, StoredJson.Write(measured));

    /// <summary>Keeps what an analysis found.</summary>
    public static void Write(RowWriter write, AnalysisFindings found) =>
        write.Put(InsertFindings, found.Dataset, found.Analysis, StoredJson.Write(found));

    /// <summary>What visualizers made of units.</summary>
    public static IReadOnlyList<VisualizedUnit> Units(IRowSource source)
    {
        if (!source.Has("visualized"))
            return [];
        string[] key = ["dataset", "model", "unit", "visualizer"];
        static (string, string, string, string) Of(DbDataReader r) => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3));
        var pictures = source.Read(
            $"{string.Join(", ", key)}, facts, png", "unit_pictures", [.. key, "position"],
            r => (Key: Of(r), Row: StoredJson.Read<VisualizationRow>(r.GetString(4)) with { Png = StoredPng.Checked(r.Bytes(5)) }))
            .ToLookup(p => p.Key, p => p.Row);
        return source.Read(
            $"{string.Join(", ", key)}, facts", "visualized", key,
            r => StoredJson.Read<VisualizedUnit>(r.GetString(4)) with { Pictures = [.. pictures[Of(r)]] });
    }

    /// <summary>The numbers of pictures, by dataset and network.</summary>
    public static ILookup<(string Dataset, string Model), PictureMeasurement> Measurements(IRowSource source) => (
        !source.Has("picture_scores")
            ? []
            : source.Read(
                "dataset, model, facts", "picture_scores", ["dataset", "model", "visualizer", "metric"],
                r => (Key: (r.GetString(0), r.GetString(1)), Value: StoredJson.Read<PictureMeasurement>(r.GetString(2)))))
        .ToLookup(m => m.Key, m => m.Value);

    /// <summary>The units of work that are done, by dataset, network (empty for all) and what was done.</summary>
    public static IReadOnlyList<(string Dataset, string Model, string Unit)> Done(IRowSource source)
    {
        static (string, string, string) Of(DbDataReader r) => (r.GetString(0), r.GetString(1), r.GetString(2));
        return
        [
            .. source.Read("dataset, model, visualizer", "visualized", ["dataset", "model", "unit", "visualizer"], Of),
            .. source.Read("dataset, model, metric", "picture_scores", ["dataset", "model", "visualizer", "metric"], Of),
            .. source.Read("dataset, '', analysis", "findings", ["dataset", "analysis"], Of),
        ];
    }

    /// <summary>What analyses found.</summary>
    public static IReadOnlyList<AnalysisFindings> Findings(IRowSource source) => !source.Has("findings")
        ? []
        : source.Read(
            "facts", "findings", ["dataset", "analysis"], r => StoredJson.Read<AnalysisFindings>(r.GetString(0)));
}
