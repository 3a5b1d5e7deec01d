using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Results.Bundles;

/// <summary>The tables of a bundle. Numbers are written so that they read back as the same bits.</summary>
internal static class BundleTables
{
    /// <summary>One number of a cell a row, none over several images: these follow from the others.</summary>
    public static BundleTable<ScoreRow> Scores { get; } = NumbersOf("scores.csv");

    /// <summary>The numbers of methods with their maps of other images.</summary>
    public static BundleTable<ScoreRow> Shuffled { get; } = NumbersOf("shuffled.csv");

    /// <summary>The numbers of each map of the methods that drew several.</summary>
    public static BundleTable<SeedRow> Seeds { get; } = new(
        "seeds.csv", [.. NumberColumns, "seed"],
        s => [.. Number(s.Row), Text(s.Seed)],
        r =>
        {
            var row = Number(r);
            return new SeedRow(r.Integer(), row);
        });

    private static BundleTable<ScoreRow> NumbersOf(string name) => new(name, NumberColumns, Number, Number);

    private static string[] NumberColumns => ["dataset", "model", "method", "metric", "score", "image", "target", "value", "state"];

    private static string[] Number(ScoreRow r) =>
        [.. Names(r.Cell), r.Score, r.Cell.Image, Text(r.Cell.Target), Text(r.Value), r.State.Text];

    private static ScoreRow Number(TextRow r)
    {
        var (dataset, model, method, metric, score) = (r.Text(), r.Text(), r.Text(), r.Text(), r.Text());
        var cell = new CellKey(dataset, model, method, metric, r.Text(), r.Integer());
        return new ScoreRow(cell, score, r.NumberOrNone(), CellState.Parse(r.Text()));
    }

    /// <summary>One curve a row.</summary>
    public static BundleTable<CurveRow> Curves { get; } = new(
        "curves.csv", ["dataset", "model", "method", "metric", "curve", "image", "target", "x", "y"],
        r => [.. Names(r.Cell), r.Name, r.Cell.Image, Text(r.Cell.Target), Numbers(r.X), Numbers(r.Y)],
        r =>
        {
            var (dataset, model, method, metric, curve) = (r.Text(), r.Text(), r.Text(), r.Text(), r.Text());
            return new CurveRow(new CellKey(dataset, model, method, metric, r.Text(), r.Integer()), curve, r.Numbers(), r.Numbers());
        });

    /// <summary>What each network says of each image.</summary>
    public static BundleTable<PredictionRow> Predictions { get; } = new(
        "predictions.csv", ["dataset", "model", "image", "labels", "top1", "probability"],
        r => [r.Dataset, r.Model, r.Image, string.Join(' ', r.Labels.Select(l => Text(l))), Text(r.Top1), Text(r.Probability)],
        r => new PredictionRow(r.Text(), r.Text(), r.Text(), r.Integers(), r.Integer(), r.Number()));

    /// <summary>The probability of the labelled class of each image that has one. Bundles of older versions have no such table.</summary>
    public static BundleTable<((string Dataset, string Model, string Image) Of, double Value)> LabelProbabilities { get; } = new(
        "label-probabilities.csv", ["dataset", "model", "image", "probability"],
        r => [r.Of.Dataset, r.Of.Model, r.Of.Image, Text(r.Value)],
        r => ((r.Text(), r.Text(), r.Text()), r.Number()));

    /// <summary>The measured repetitions.</summary>
    public static BundleTable<TimingRow> Timings { get; } = new(
        "timings.csv", ["dataset", "model", "method", "repetition", "milliseconds", "forwards", "backwards", "megabytes"],
        r =>
        [
            r.Dataset, r.Model, r.Method, Text(r.Repetition), Text(r.Milliseconds), Text(r.Forwards), Text(r.Backwards),
            Text(r.PeakMegabytes),
        ],
        r => new TimingRow(r.Text(), r.Text(), r.Text(), r.Integer(), r.Number(), r.Long(), r.Long(), r.Number()));

    /// <summary>What the metrics took.</summary>
    public static BundleTable<MetricCostRow> MetricCosts { get; } = new(
        "metric-costs.csv", ["dataset", "model", "metric", "cells", "milliseconds", "passes_asked", "passes_run"],
        r =>
        [
            r.Dataset, r.Model, r.Metric, Text(r.Cells), Text(r.Total.Milliseconds), Text(r.Total.PassesAsked), Text(r.Total.PassesRun),
        ],
        r => new MetricCostRow(r.Text(), r.Text(), r.Text(), r.Long(), new MetricCost(r.Number(), r.Long(), r.Long())));

    /// <summary>What went wrong.</summary>
    public static BundleTable<FailureRow> Failures { get; } = new(
        "failures.csv", ["dataset", "model", "method", "metric", "image", "target", "error"],
        r => [r.Dataset, r.Model, r.Method, r.Metric, r.Image, Text(r.Target), r.Error],
        r => new FailureRow(r.Text(), r.Text(), r.Text(), r.Text(), r.Text(), r.IntegerOrNone(), r.Text()));

    /// <summary>Why explanations have no numbers.</summary>
    public static BundleTable<RemarkRow> Remarks { get; } = new(
        "remarks.csv", ["dataset", "model", "method", "image", "target", "state", "why"],
        r => [r.Dataset, r.Model, r.Method, r.Image, Text(r.Target), r.State, r.Why],
        r => new RemarkRow(r.Text(), r.Text(), r.Text(), r.Text(), r.Integer(), r.Text(), r.Text()));

    /// <summary>A few small maps, one byte a pixel from the lowest value to the highest, in Base64; empty where there is none. Bundles of
    /// older versions have no such table.</summary>
    public static BundleTable<MapRow> Maps { get; } = new(
        "maps.csv", ["dataset", "model", "method", "image", "target", "height", "width", "pixels"],
        r =>
        [
            r.Dataset, r.Model, r.Method, r.Image, Text(r.Target), Text(r.Height), Text(r.Width),
            r.Pixels is null ? "" : Convert.ToBase64String(r.Pixels),
        ],
        r =>
        {
            var (dataset, model, method, image, target) = (r.Text(), r.Text(), r.Text(), r.Text(), r.Integer());
            var (height, width) = (r.Integer(), r.Integer());
            return new MapRow(dataset, model, method, image, target, height, width, r.BytesOrNone((long)height * width));
        });

    private static string[] Names(CellKey cell) => [cell.Dataset, cell.Model, cell.Method, cell.Metric];

    private static string Numbers(IReadOnlyList<double> values) => string.Join(' ', values.Select(v => Text(v)));

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
