using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>Asks metrics about one explanation; where there is no map, every metric gets the state that says why.</summary>
internal sealed class CellMaker(Workbench bench)
{
    private readonly MetricScorer _scorer = new(bench);

    /// <summary>What the metrics of an explanation are going to share; null where there is no map.</summary>
    public SharedWork? Begin(Subject subject, Explained explained) =>
        explained is Explained.Mapped ? new SharedWork(bench.Job.Model, subject.Loaded!.Shared, bench.Stop) : null;

    /// <summary>One outcome a metric, as it is worked out.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<CellOutcome> Of(
        IExplanationSource source, Subject subject, ExplanationKey key, Explained explained, IEnumerable<Unit<IMetric>> metrics,
        SharedWork? work)
    {
        foreach (var metric in metrics)
        {
            bench.Stop.ThrowIfCancellationRequested();
            var cell = key.Cell(metric.Key);
            yield return explained switch
            {
                Explained.Mapped mapped =>
                    _scorer.Score(metric, cell, new ScoredExplanation(subject.Loaded!, source, mapped.Attribution, mapped.Map, work!)),
                Explained.NotApplicable lack =>
                    new CellOutcome.NotApplicable(cell, MetricResult.Without(metric.Value, CellState.Undefined(lack.Why))),
                _ => new CellOutcome.Missing(cell, MetricResult.Without(metric.Value, CellState.Failed)),
            };
        }
    }
}
