using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Evaluation;
using VisEval.Metrics;

namespace VisEval.Harness.Scoring;

/// <summary>What was found.</summary>
/// <param name="Scores">Numbers by method, metric and map; a metric whose number over many images is not a mean has it behind them, of the image <c>*</c>.</param>
/// <param name="Failures">What went wrong, in the same order.</param>
public sealed record ScoringResults(IReadOnlyList<ScoreRow> Scores, IReadOnlyList<FailureRow> Failures)
{
    /// <summary>Puts the results of all images into rows.</summary>
    internal static ScoringResults Of(ScoringPlan plan, IReadOnlyList<ScoredImage> images)
    {
        var (rows, failures) = (new List<ScoreRow>(), new List<FailureRow>());
        foreach (var (f, file) in plan.Files.Index())
            foreach (var (m, metric) in plan.Metrics.Index())
            {
                var whole = new CellKey(plan.Subjects.Name, plan.ModelName, file.Method, metric.Key, CellKey.AllImages, ScoredImage.NoTarget);
                foreach (var (i, image) in images.Index())
                {
                    var (value, error) = image.Maps[f][m];
                    Add(whole with { Image = plan.Subjects.ImageOf(i), Target = image.Target }, metric, new Attempt<IReadOnlyList<ScoreValue>>(value?.Scores, error));
                }
                if (metric.Value is IPooledMetric pooled)
                    Add(whole, metric, Attempt.One(() => KeptPromises.Pool(metric.Key, pooled, images.Select(image => image.Maps[f][m].Value).OfType<MetricResult>())));
            }
        return new ScoringResults(rows, failures);

        void Add(CellKey cell, Unit<IMetric> metric, Attempt<IReadOnlyList<ScoreValue>> scores)
        {
            rows.AddRange((scores.Value ?? MetricResult.Without(metric.Value, CellState.Failed).Scores).Select(s => new ScoreRow(cell, s.Name, s.Value, s.State)));
            if (scores.Error is { } error)
                failures.Add(new FailureRow(
                    cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.IsPooled ? null : cell.Target, Recoverable.Message(error)));
        }
    }
}
