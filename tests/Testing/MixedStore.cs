using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Testing;

/// <summary>A store with everything that an order of rows can go wrong in: several datasets, networks, numbers a cell and classes an image,
/// maps of other images and of further seeds, names that no plan lists, written in no order.</summary>
internal static class MixedStore
{
    private const int Images = 7;
    private static readonly string[] Methods = ["rise", "grad-cam", "it's \"x\"; --", "ünlisted"];

    /// <summary>What was run.</summary>
    public static RunInfo Info { get; } = RunnerPlan.Info() with
    {
        Datasets = [.. new[] { "toys", "a'toys" }.Select(d => new DatasetInfo(d, d, "", ["zero", "one"], Images))],
        Methods = [.. Methods.Take(3).Select(m => Method(m))],
        Metrics = [Similarity, ReportMetrics.BestThreshold, Deletion],
        Seeds = 2,
        Shuffled = true,
    };

    /// <summary>Writes it into a run directory.</summary>
    public static void Write(string directory)
    {
        var random = Seed.Of(3).Random();
        using var store = ResultStore.Open(directory, Info);
        // Neither alphabetical nor in the order in which the cells come.
        foreach (var dataset in Info.Datasets)
            store.SaveImages(dataset.Name, Enumerable.Range(0, Images).Select(i => $"image-{(i * 3 + 1) % Images}"));
        var cells =
            from dataset in Info.Datasets
            from model in Info.Models
            from method in Methods.SelectMany(m => new[] { m, ShuffledKey.Of(m), SeedKey.Of(m, 2), SeedKey.Of(m, 3) })
            let isFurther = SeedKey.Split(method).Seed > SeedKey.First
            where !isFurther || method.EndsWith("rise", StringComparison.Ordinal)
            from metric in Info.Metrics
                // Pooled are the curves of the first map.
            where !isFurther || metric != ReportMetrics.BestThreshold
            from image in Enumerable.Range(0, Images + 1)
            from target in new[] { 5, -1, 0 }
            select new CellKey(dataset.Name, model.Name, method, metric.Key, image == Images ? "strange" : $"image-{image}", target);
        var mixed = cells.Where(_ => random.NextInt(9) > 0).OrderBy(_ => random.NextInt(int.MaxValue)).ToList();
        store.Save(write =>
        {
            foreach (var cell in mixed)
                write.Cell(cell, new MetricResult(
                    [.. Info.Metrics.Single(m => m.Key == cell.Metric).Scores.Select(s => Value(s.Name, random))],
                    cell.IsShuffled() || cell.IsFurther() ? [] : [new Curve("auc", [0, 0.5, 1], [random.NextDouble(), 0.5, 1])]));
            write.Timing(new TimingRow("toys", "linear", "rise", 0, 1.5, 2, 3, 4));
            write.Failure(new FailureRow("toys", "deep", "rise", "", "image-1", null, "no\nrule"));
            write.Remark(new RemarkRow("toys", "linear", "rise", "image-2", 0, "degenerate:constant", "says nothing"));
            write.Prediction(new PredictionRow("toys", "linear", "image-2", [1], 1, 0.5));
        });
    }

    private static ScoreValue Value(string name, RandomSource random) => random.NextInt(12) switch
    {
        0 => ScoreValue.Without(name, CellState.Degenerate("constant")),
        1 => ScoreValue.Without(name, CellState.Failed),
        // Out of range: refused when it is read.
        2 => ScoreValue.Ok(name, 3),
        _ => ScoreValue.Ok(name, random.NextInt(1000) / 1000.0),
    };
}
