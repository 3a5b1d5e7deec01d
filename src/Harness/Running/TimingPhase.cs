using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods;

namespace VisEval.Harness.Running;

/// <summary>Measures what one explanation by each method costs, on the first image that can be read, one after the other
/// while nothing else runs.</summary>
/// <remarks>One explanation warms up, then five are measured; of slow methods at least three, and no further one once ten seconds
/// are spent.</remarks>
internal static class TimingPhase
{
    private const int Repetitions = 5;
    private const int LeastRepetitions = 3;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    /// <summary>Measures the methods of a job that have not been measured.</summary>
    public static void Run(JobScope scope)
    {
        var missing = scope.Job.Methods.Where(m => !scope.Run.Finished.Timed.Contains((scope.Dataset, scope.Job.ModelName, m.Key))).ToList();
        if (missing.Count == 0 || FirstSubject(scope) is not { } subject)
            return;
        foreach (var method in missing)
        {
            scope.Run.Cancel.ThrowIfCancellationRequested();
            var doing = $"{scope.Dataset}, {scope.Job.ModelName}: timing {method.Key}";
            scope.Run.Progress.Report(0, doing);
            var attempt = Attempt.One(() => Measure(scope, method, subject));
            if (attempt.Error is null)
                scope.Run.Store.SaveTimings(attempt.Value!);
            else if (attempt.Error is not NotApplicableException)
                scope.Run.Store.SaveFailure(
                    scope.Failure(attempt.Error, method.Key, "", subject.Subject.Image.Id, subject.Subject.Target), []);
            scope.Run.Progress.ReportTiming(scope.Dataset, scope.Job.ModelName, method.Key, doing);
        }
    }

    private static List<TimingRow> Measure(JobScope scope, Unit<IAttributionMethod> method, LoadedSubject subject)
    {
        Explaining.Explain(scope, scope.Job.Model, method, [subject]);
        // What the method before left behind must not be collected on this one's time.
        GC.Collect();
        var rows = new List<TimingRow>();
        var spent = TimeSpan.Zero;
        while (rows.Count < LeastRepetitions || (rows.Count < Repetitions && spent < Budget))
        {
            scope.Run.Cancel.ThrowIfCancellationRequested();
            var model = new CountingModel(scope.Job.Model);
            var cost = scope.Run.Meter.Measure(() => Explaining.Explain(scope, model, method, [subject]));
            spent += cost.Elapsed;
            rows.Add(new TimingRow(
                scope.Dataset, scope.Job.ModelName, method.Key, rows.Count,
                cost.Elapsed.TotalMilliseconds, model.Forwards, model.Backwards, cost.PeakBytes / 1e6));
        }
        return rows;
    }

    // An image that cannot be read is passed over here; the scoring records its failure.
    private static LoadedSubject? FirstSubject(JobScope scope) =>
        scope.Job.Images
            .Select(image => Attempt.One(() => Prepare(scope, image)).Value)
            .FirstOrDefault(subject => subject is not null);

    private static LoadedSubject? Prepare(JobScope scope, DatasetImage image)
    {
        var prepared = scope.Run.Images.Load(scope.Job, image);
        var subjects = scope.Subjects(image, scope.Job.Model.Predict(prepared.Input).Top1(0)).Take(1);
        return subjects.Select(s => new LoadedSubject(s, prepared, new Lazy<GroundTruth?>(() => null))).FirstOrDefault();
    }
}
