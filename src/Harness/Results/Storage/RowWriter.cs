using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Storage;

/// <summary>Writes rows within one transaction of an <see cref="IResultStore"/>.</summary>
/// <param name="statements">Runs the statements.</param>
internal sealed class RowWriter(IRowStatements statements)
{
    private static readonly string InsertRun = Insertion.Replacing("run", "id", "info");
    private static readonly string InsertImage = Insertion.Replacing("images", "dataset, image", "position");
    private static readonly string InsertPrediction =
        Insertion.Replacing("predictions", "dataset, model, image", "labels, top1, probability");
    private static readonly string InsertLabel = Insertion.Replacing("label_probabilities", "dataset, model, image", "probability");
    private static readonly string InsertContent = Insertion.Keeping("contents", "dataset, image", "sha256");
    private static readonly string InsertTiming = Insertion.Replacing(
        "timings", "dataset, model, method, repetition", "milliseconds, forwards, backwards, megabytes");
    private static readonly string InsertPicture = Insertion.Replacing("pictures", "dataset, model, image", "png");
    private static readonly string InsertMap =
        Insertion.Replacing("maps", "dataset, model, method, image, target", "height, width, pixels");
    private static readonly string InsertRemark = Insertion.Replacing("remarks", "dataset, model, method, image, target", "state, why");
    private static readonly string InsertFailure = Insertion.Plain("failures", "dataset, model, method, metric, image, target, error");
    private static readonly string InsertCell = Insertion.Plain("cells", "id, dataset, model, method, metric, image, target, failed");
    private const string DeleteCell =
        "DELETE FROM cells WHERE dataset = @0 AND model = @1 AND method = @2 AND metric = @3 AND image = @4 AND target = @5";
    private static readonly string InsertScore = Insertion.Plain("scores", "cell, position, score, value, state");
    private static readonly string InsertCost =
        Insertion.Plain("metric_costs", "dataset, model, metric, cells, milliseconds, asked, run")
        + " ON CONFLICT (dataset, model, metric) DO UPDATE SET "
        + string.Join(", ", new[] { "cells", "milliseconds", "asked", "run" }.Select(c => $"{c} = metric_costs.{c} + excluded.{c}"));

    // Without a class the index says −2.
    private const int NoTarget = -2;

    /// <summary>What is run.</summary>
    public void Run(RunInfo info) => statements.Execute(InsertRun, 1, RunInfoJson.ToText(info));

    /// <summary>Forgets what failed, so that it is tried again.</summary>
    public void Forget()
    {
        statements.Execute("DELETE FROM cells WHERE failed = 1");
        RemoveFailures();
        VisualizationTables.Forget(this);
    }

    /// <summary>An image of a dataset, at its place in the plan.</summary>
    public void Image(string dataset, int position, string image) => statements.Execute(InsertImage, dataset, image, position);

    /// <summary>What a model says of an image.</summary>
    public void Prediction(PredictionRow row)
    {
        statements.Execute(
            InsertPrediction, row.Dataset, row.Model, row.Image, Columns.FromClasses(row.Labels), row.Top1, row.Probability);
        if (row.LabelProbability is { } probability)
            statements.Execute(InsertLabel, row.Dataset, row.Model, row.Image, probability);
    }

    /// <summary>What was read of an image: SHA-256 of its picture and masks; the first one stands.</summary>
    public void Content(string dataset, string image, string sha256) => statements.Execute(InsertContent, dataset, image, sha256);

    /// <summary>One repetition of the measured cost of a method.</summary>
    public void Timing(TimingRow row) => statements.Execute(
        InsertTiming, row.Dataset, row.Model, row.Method, row.Repetition, row.Milliseconds, row.Forwards, row.Backwards,
        row.PeakMegabytes);

    /// <summary>A picture of the gallery.</summary>
    public void Picture(PictureRow row) => statements.Execute(InsertPicture, row.Dataset, row.Model, row.Image, row.Png);

    /// <summary>A map of the gallery.</summary>
    public void Map(MapRow row) => statements.Execute(
        InsertMap, row.Dataset, row.Model, row.Method, row.Image, row.Target, row.Height, row.Width, row.Pixels);

    /// <summary>Why an explanation has no numbers.</summary>
    public void Remark(RemarkRow row) => statements.Execute(
        InsertRemark, row.Dataset, row.Model, row.Method, row.Image, row.Target, row.State, row.Why);

    /// <summary>Something that went wrong; of the same cell the last one stands.</summary>
    public void Failure(FailureRow row)
    {
        statements.Execute(
            "DELETE FROM failures WHERE dataset = @0 AND model = @1 AND method = @2 AND metric = @3 AND image = @4 "
            + "AND COALESCE(target, -2) = @5",
            row.Dataset, row.Model, row.Method, row.Metric, row.Image, row.Target ?? NoTarget);
        statements.Execute(InsertFailure, row.Dataset, row.Model, row.Method, row.Metric, row.Image, row.Target, row.Error);
    }

    /// <summary>A finished cell: its numbers and curves.</summary>
    public void Cell(CellKey cell, MetricResult result)
    {
        var id = statements.NewCell();
        // Its numbers go with a cell that stood here.
        Remove(cell);
        statements.Execute(
            InsertCell, id, cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.Target,
            result.Scores.Any(s => s.State == CellState.Failed) ? 1 : 0);
        foreach (var (position, score) in result.Scores.Index())
            statements.Execute(InsertScore, id, position, score.Name, score.Value, score.State.Text);
        foreach (var (position, curve) in result.Curves.Index())
        {
            var x = Columns.FromNumbers(curve.X);
            statements.Execute("INSERT INTO axes (x) VALUES (@0) ON CONFLICT DO NOTHING", x);
            statements.Execute(
                "INSERT INTO curves (cell, position, name, axis, y) SELECT @0, @1, @2, id, @3 FROM axes WHERE x = @4",
                id, position, curve.Name, Columns.FromNumbers(curve.Y), x);
        }
    }

    /// <summary>Adds what the evaluation of a cell took to what the metric took on the model.</summary>
    public void Cost(CellKey cell, MetricCost cost) => Cost(new MetricCostRow(cell.Dataset, cell.Model, cell.Metric, 1, cost));

    /// <summary>Adds what the evaluation of cells took to what the metric took on the model.</summary>
    public void Cost(MetricCostRow row) => statements.Execute(
        InsertCost, row.Dataset, row.Model, row.Metric, row.Cells, row.Total.Milliseconds, row.Total.PassesAsked, row.Total.PassesRun);

    /// <summary>Removes a cell with its numbers and curves.</summary>
    public void Remove(CellKey cell) => statements.Execute(
        DeleteCell, cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.Target);

    /// <summary>Removes all measured costs of methods.</summary>
    public void RemoveTimings() => statements.Execute("DELETE FROM timings");

    /// <summary>Removes all measured costs of metrics.</summary>
    public void RemoveMetricCosts() => statements.Execute("DELETE FROM metric_costs");

    /// <summary>Removes all failures.</summary>
    public void RemoveFailures() => statements.Execute("DELETE FROM failures");

    /// <summary>A row of another table.</summary>
    /// <param name="sql">A statement that every database understands, see <see cref="IRowStatements.Execute"/>.</param>
    /// <param name="values">The values of its parameters.</param>
    internal void Put(string sql, params ReadOnlySpan<object?> values) => statements.Execute(sql, values);
}
