using System.Globalization;
using VisEval.Harness.Input;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Merging;

/// <summary>The tables of which a row belongs to one key.</summary>
internal static class CopiedTables
{
    /// <summary>All of them: images first, so that a picture that is not the same is said before what follows from it.</summary>
    public static IReadOnlyList<ICopiedTable> All { get; } =
    [
        new CopiedTable<(string Dataset, string Image, string Sha256)>(
            "picture or mask", s => new RowReader(s).Contents(), c => Key(c.Dataset, image: c.Image), c => $"SHA-256 {c.Sha256}",
            (write, c) => write.Content(c.Dataset, c.Image, c.Sha256)),
        new CopiedTable<PredictionRow>(
            "prediction", s => new RowReader(s).Predictions(), p => Key(p.Dataset, p.Model, image: p.Image),
            p => string.Create(
                CultureInfo.InvariantCulture, $"class {p.Top1} ({p.Probability:R}, of the label {p.LabelProbability:R})"),
            (write, p) => write.Prediction(p)),
        new CopiedTable<RemarkRow>(
            "remark", s => new RowReader(s).Remarks(), r => new CellKey(r.Dataset, r.Model, r.Method, "", r.Image, r.Target),
            r => $"{r.State}: {r.Why}", (write, r) => write.Remark(r)),
        new CopiedTable<PictureRow>(
            "picture of the gallery", s => new RowReader(s).Pictures(), p => Key(p.Dataset, p.Model, image: p.Image), p => Hash(p.Png),
            (write, p) => write.Picture(p)),
        new CopiedTable<MapRow>(
            "map of the gallery", s => new RowReader(s).Maps(), m => new CellKey(m.Dataset, m.Model, m.Method, "", m.Image, m.Target),
            m => $"{m.Height}×{m.Width}, {Hash(m.Pixels ?? [])}", (write, m) => write.Map(m)),
        new CopiedTable<VisualizedUnit>(
            "picture of a unit", VisualizationTables.Units, u => Key(u.Dataset, u.Model, u.Visualizer, image: u.Unit), TextOf,
            VisualizationTables.Write)
        {
            IsFailed = u => u.Error is not null,
        },
        new CopiedTable<(string Dataset, string Model, PictureMeasurement Of)>(
            "numbers of pictures of units",
            s => VisualizationTables.Measurements(s).SelectMany(g => g.Select(m => (g.Key.Dataset, g.Key.Model, m))),
            m => Key(m.Dataset, m.Model, m.Of.Visualizer, m.Of.Metric), m => TextOf(m.Of),
            (write, m) => VisualizationTables.Write(write, m.Dataset, m.Model, m.Of))
        {
            IsFailed = m => m.Of.IsFailed,
        },
        new CopiedTable<AnalysisFindings>(
            "findings", VisualizationTables.Findings, f => Key(f.Dataset, method: f.Analysis), f => Hash(StoredJson.Write(f)),
            VisualizationTables.Write),
        new CopiedTable<SmallImage>(
            "small image", SmallImageTable.All, i => Key(i.Dataset, image: i.Image), i => Hash(i.File), SmallImageTable.Write),
    ];

    private static CellKey Key(string dataset, string model = "", string method = "", string metric = "", string image = "") =>
        new(dataset, model, method, metric, image, ExplanationKey.NoTarget);

    // Times and memory are measured: another machine has others.
    private static string TextOf(VisualizedUnit made) => Hash(StoredJson.Write(made with { Seconds = 0, PeakBytes = 0 }));

    private static string TextOf(PictureMeasurement measured)
    {
        var info = MeasuredNumbers.Value;
        return Hash(StoredJson.Write(measured with
        {
            Scores = [.. measured.Scores.Where(s => !info.Contains((Name(measured.Metric), s.Name)))],
            OfOthers = [.. measured.OfOthers.Where(o => !info.Contains((Name(measured.Metric), o.Score.Name)))],
        }));
    }

    private static string Name(string key) => key.Split(':', '@')[0];

    private static Lazy<HashSet<(string Metric, string Score)>> MeasuredNumbers { get; } = new(() =>
    [
        .. new Core.Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly) is var catalogue
            ? catalogue.Entries.SelectMany(e => e.Names.SelectMany(
                n => catalogue.Create(e.Name).Value.Scores.Where(s => s.IsMeasured).Select(s => (n, s.Name))))
            : [],
    ]);

    private static string Hash(string text) => Hash(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => $"SHA-256 {Sha256.Of(bytes)}";
}
