using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>The third stage: asks metrics about an explanation. What a metric cannot have of this image or network is a state; a failure is
/// an outcome.</summary>
internal sealed class MetricScorer(Workbench bench)
{
    /// <summary>Evaluates one metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cell">The name of the result.</param>
    /// <param name="question">What is scored.</param>
    public CellOutcome Score(Unit<IMetric> metric, CellKey cell, ScoredExplanation question)
    {
        var work = question.Work;
        var (asked, run, start) = (work.PassesAsked, work.PassesRun, Stopwatch.GetTimestamp());
        var attempt = Attempt.One(() => Ask(metric, new ScoringContext(bench, metric, question)), bench.Stop, metric.Key);
        if (attempt.Error is { } error)
            return new CellOutcome.Failed(cell, MetricResult.Without(metric.Value, CellState.Failed), Recoverable.Message(error));
        var cost = new MetricCost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, work.PassesAsked - asked, work.PassesRun - run);
        return new CellOutcome.Scored(cell, attempt.Value!, cost);
    }

    private static MetricResult Ask(Unit<IMetric> metric, IMetricContext context)
    {
        try
        {
            var result = metric.Value.Evaluate(context);
            return result with { Scores = ResultValidator.Of(metric.Key, metric.Value, result.Scores) };
        }
        catch (NotApplicableException lack)
        {
            return MetricResult.Without(metric.Value, CellState.Undefined(lack.Why));
        }
    }
}

/// <summary>An explanation that metrics are asked about.</summary>
/// <param name="Subject">The image and the class.</param>
/// <param name="Source">Where the explanation comes from.</param>
/// <param name="Attribution">As the method defines it.</param>
/// <param name="Map">At the input's size.</param>
/// <param name="Work">What its metrics share.</param>
internal sealed record ScoredExplanation(
    LoadedSubject Subject, IExplanationSource Source, Attribution Attribution, SaliencyMap Map, SharedWork Work);
