using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Methods.Facts;
using VisEval.Methods;
using VisEval.Metrics;

namespace VisEval.Harness.Running;

/// <summary>Scores one explanation with every metric that has not scored it yet.</summary>
internal static class CellScoring
{
    /// <summary>Scores and records, one cell after the other.</summary>
    public static void Score(JobScope scope, Unit<IAttributionMethod> method, LoadedSubject subject, Explanation explanation)
    {
        var work = new SharedWork(scope.Job.Model, subject.Shared);
        foreach (var metric in scope.MissingMetrics(method, subject.Subject))
        {
            scope.Run.Cancel.ThrowIfCancellationRequested();
            var cell = scope.Cell(method, metric, subject.Subject);
            var context = new MetricContext(scope, method, metric, subject, explanation, work);
            var (asked, run, start) = (work.PassesAsked, work.PassesRun, Stopwatch.GetTimestamp());
            var attempt = Attempt.One(() => MetricScoring.Score(metric, context));
            var cost = new MetricCost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, work.PassesAsked - asked, work.PassesRun - run);
            if (attempt.Error is null)
                scope.Run.Store.SaveCell(cell, attempt.Value!, cost);
            else
                scope.Run.Store.SaveFailure(
                    scope.Failure(attempt.Error, method.Key, metric.Key, cell.Image, cell.Target),
                    [(cell, MetricResult.Without(metric.Value, CellState.Failed))]);
            scope.Run.Progress.Report([cell], $"{scope.Dataset}, {scope.Job.ModelName}: {method.Key}, image {cell.Image}");
        }
    }

    /// <summary>Records that a method failed on a subject: every metric is left without a number.</summary>
    public static void Fail(JobScope scope, Unit<IAttributionMethod> method, Subject subject, Exception error)
    {
        var cells = scope.MissingMetrics(method, subject)
            .Select(metric => (scope.Cell(method, metric, subject), MetricResult.Without(metric.Value, CellState.Failed))).ToList();
        scope.Run.Store.SaveFailure(scope.Failure(error, method.Key, "", subject.Image.Id, subject.Target), cells);
        scope.Run.Progress.Report(
            [.. cells.Select(c => c.Item1)], $"{scope.Dataset}, {scope.Job.ModelName}: {method.Key}, image {subject.Image.Id} failed");
    }

    /// <summary>Records that a method has nothing to say of this kind of network: no failure, and no number.</summary>
    public static void Leave(JobScope scope, Unit<IAttributionMethod> method, Subject subject, NotApplicableException why)
    {
        var missing = scope.MissingMetrics(method, subject).ToList();
        foreach (var metric in missing)
            scope.Run.Store.SaveCell(scope.Cell(method, metric, subject), MetricResult.Without(metric.Value, CellState.Undefined(why.Why)));
        Remark(scope, method, subject, CellState.Undefined(why.Why), why.Message);
        scope.Run.Progress.Report(
            [.. missing.Select(metric => scope.Cell(method, metric, subject))],
            $"{scope.Dataset}, {scope.Job.ModelName}: {method.Key} does not apply");
    }

    /// <summary>Records what can be found out about a map that says nothing.</summary>
    public static void LookInto(JobScope scope, Unit<IAttributionMethod> method, LoadedSubject subject, CellState state)
    {
        if (Diagnosis.Of(scope.Job.Model, method.Value, subject.Prepared.Input, subject.Subject.Target) is { } why)
            Remark(scope, method, subject.Subject, state, why);
    }

    private static void Remark(JobScope scope, Unit<IAttributionMethod> method, Subject subject, CellState state, string why) =>
        scope.Run.Store.SaveRemark(new RemarkRow(scope.Dataset, scope.Job.ModelName, method.Key, subject.Image.Id, subject.Target, state.Text, why));
}
