using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>What metrics found about maps from files.</summary>
/// <param name="Scores">Numbers by file, metric and map; a metric whose number over many images is not a mean has it behind them, of the
/// image <c>*</c>.</param>
/// <param name="Failures">What went wrong, in the same order.</param>
internal sealed record ScoringResults(IReadOnlyList<ScoreRow> Scores, IReadOnlyList<FailureRow> Failures)
{
    /// <summary>Scores the maps of a job.</summary>
    /// <param name="job">The model, the images, the files and the metrics.</param>
    /// <param name="options">Seed and threads.</param>
    /// <param name="progress">Told of every finished map, one call at a time, on a working thread.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ScoringResults Of(Job job, EvaluationOptions options, IProgress<RunProgress> progress, CancellationToken stop)
    {
        var sink = new ScoringSink(job.Metrics.Where(m => m.Value is IPooledMetric).Select(m => m.Key).ToHashSet());
        using var evaluator = new Evaluator(job, options, FinishedWork.None, sink, new ProgressCounter(progress, 0, job.CellCount), stop);
        evaluator.Do(WorkUnits.ByImages(job, options.Seed));
        return Rows(job, sink);
    }

    private static ScoringResults Rows(Job job, ScoringSink sink)
    {
        var (rows, failures) = (new List<ScoreRow>(), new List<FailureRow>());
        List<(DatasetImage Image, ScoringSink.Image Found)> images = [.. job.Images.Images.Select(i => (i, sink.Of(i.Id)))];
        failures.AddRange(images.SelectMany(i => i.Found.Failures));
        foreach (var source in job.Sources)
        {
            List<ScoringSink.Explanation> maps =
            [
                .. from image in images
                   from target in job.Images.Targets(image.Image, image.Found.Top1)
                   select sink.Of(new ExplanationKey(job.Images.Name, job.ModelName, source.Key, image.Image.Id, target)),
            ];
            failures.AddRange(maps.SelectMany(m => m.Failures));
            foreach (var (place, metric) in job.Metrics.Index())
            {
                List<CellOutcome> cells = [.. maps.Select(m => m.Cells[place])];
                rows.AddRange(cells.SelectMany(c => c.Result.Scores.Select(s => new ScoreRow(c.Cell, s.Name, s.Value, s.State))));
                if (metric.Value is IPooledMetric pooled)
                    Pool(job, source, metric, pooled, cells, rows, failures);
            }
        }
        return new ScoringResults(rows, failures);
    }

    private static void Pool(
        Job job, IExplanationSource source, Unit<IMetric> metric, IPooledMetric pooled, List<CellOutcome> cells,
        List<ScoreRow> rows, List<FailureRow> failures)
    {
        var cell = new CellKey(job.Images.Name, job.ModelName, source.Key, metric.Key, CellKey.AllImages, ExplanationKey.NoTarget);
        var attempt = Attempt.One(
            () => ResultValidator.Pool(metric.Key, pooled, cells.OfType<CellOutcome.Scored>().Select(c => c.Result)),
            CancellationToken.None, metric.Key);
        var scores = attempt.Value ?? MetricResult.Without(metric.Value, CellState.Failed).Scores;
        rows.AddRange(scores.Select(s => new ScoreRow(cell, s.Name, s.Value, s.State)));
        if (attempt.Error is { } error)
            failures.Add(new FailureRow(
                cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, null, Recoverable.Message(error)));
    }
}
