using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class ResumeTests
{
    private RunnerDirectory _run = null!;
    private RunnerDirectory _undisturbed = null!;

    [SetUp]
    public void Begin() => (_run, _undisturbed) = (new RunnerDirectory(), new RunnerDirectory());

    [TearDown]
    public void End()
    {
        _run.Dispose();
        _undisturbed.Dispose();
    }

    [Test]
    public void A_cancelled_run_resumes_without_computing_a_cell_twice([Values(1, 4)] int threads, [Values(1, 17, 50)] int after)
    {
        var metric = RunnerMetric.Drawn();
        var plan = RunnerPlan.Of(
            9, [("noise", RunnerMethod.Noise()), ("gradient", RunnerMethod.Gradient())], [("drawn", metric), ("sum", RunnerMetric.Sum())],
            TargetChoice.Labels, threads);
        using var cancel = new CancellationTokenSource();

        var first = _run.Run(plan, progress: p => CancelAt(p, after, cancel), cancel: cancel.Token);
        var stored = _run.Load().Scores.Count;
        var second = _run.Run(plan);
        _undisturbed.Run(RunnerTests.Noisy());

        Assert.That(first.Cancelled);
        Assert.That(first.Cells, Is.EqualTo(stored).And.GreaterThanOrEqualTo(after).And.LessThan(after + 2 * threads));
        Assert.That(second, Is.EqualTo(new RunOutcome(72 - stored, 0, false)));
        Assert.That(metric.Calls, Is.EqualTo(36));
        Assert.That(_run.ScoresCsv(), Is.EqualTo(_undisturbed.ScoresCsv()));
    }

    [Test]
    public void An_error_that_stops_the_run_leaves_one_that_resumes()
    {
        Assert.That(
            () => _run.Run(RunnerTests.Noisy(threads: 2), progress: p => _ = p.Done < 20 ? 0 : throw new IOException("no terminal")),
            Throws.TypeOf<IOException>().With.Message.EqualTo("no terminal"));
        _run.Run(RunnerTests.Noisy());
        _undisturbed.Run(RunnerTests.Noisy());

        Assert.That(_run.ScoresCsv(), Is.EqualTo(_undisturbed.ScoresCsv()));
    }

    [Test]
    public void The_files_that_a_killed_process_leaves_resume([Values(1, 30)] int after)
    {
        // What a killed process leaves is what it had handed to the system: database and log at some moment, never closed.
        using var store = ResultStore.Open(_undisturbed.Path, RunnerTests.Noisy().Info);
        var progress = new ImmediateProgress(p =>
        {
            // An explanation has two metrics: the count may pass over the number.
            if (p.Done >= after && !File.Exists(_run.File(RunFiles.Store)))
                foreach (var file in new[] { RunFiles.Store, RunFiles.Store + "-wal" })
                    File.Copy(_undisturbed.File(file), _run.File(file), overwrite: true);
        });

        Runner.Run(RunnerTests.Noisy(), store, progress, CancellationToken.None);
        Assert.That(File.Exists(_run.File(RunFiles.Store + "-wal")));
        var resumed = _run.Run(RunnerTests.Noisy());

        Assert.That(resumed.Cells, Is.InRange(72 - after - 1, 72 - after));
        Assert.That(_run.ScoresCsv(), Is.EqualTo(_undisturbed.ScoresCsv()));
    }

    [Test]
    public void A_finished_run_does_nothing_when_run_again()
    {
        _run.Run(RunnerTests.Noisy());
        var method = RunnerMethod.Noise();
        var plan = RunnerPlan.Of(
            9, [("noise", method), ("gradient", RunnerMethod.Gradient())], [("drawn", RunnerMetric.Drawn()), ("sum", RunnerMetric.Sum())],
            TargetChoice.Labels);

        Assert.That(_run.Run(plan), Is.EqualTo(new RunOutcome(0, 0, false)));
        Assert.That(method.Batches, Is.Empty);
    }

    [Test]
    public void A_partly_finished_batch_is_explained_in_the_batch_of_an_undisturbed_run()
    {
        using var cancel = new CancellationTokenSource();
        var method = RunnerMethod.Noise();
        var plan = RunnerPlan.Of(1, [("noise", method)], [("sum", RunnerMetric.Sum())], TargetChoice.Labels);

        _run.Run(plan, progress: p => CancelAt(p, 1, cancel), cancel: cancel.Token);
        _run.Run(plan);

        // Both classes of the image twice, then the repetitions of the timing.
        Assert.That(method.Batches, Is.EqualTo(new[] { 2, 2, 1, 1, 1, 1, 1 }));
    }

    [Test]
    public void What_failed_is_tried_again()
    {
        var plan = RunnerPlan.Of(3, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())], broken: ["i2"]);

        var first = _run.Run(plan);
        ((RunnerImages)plan.Jobs[0].Images).Broken.Clear();
        var second = _run.Run(plan);

        Assert.That(first, Is.EqualTo(new RunOutcome(3, 1, false)));
        Assert.That(second, Is.EqualTo(new RunOutcome(1, 0, false)));
        var results = _run.Load();
        Assert.That(results.Failures, Is.Empty);
        Assert.That(results.Scores.Select(s => (s.Cell.Image, s.Cell.Target, s.State)), Is.EqualTo(new[]
        {
            ("i1", 1, CellState.Ok), ("i2", 1, CellState.Ok), ("i3", 1, CellState.Ok),
        }));
    }

    private static void CancelAt(RunProgress progress, int cells, CancellationTokenSource cancel)
    {
        if (progress.Done >= cells)
            cancel.Cancel();
    }

    private sealed class ImmediateProgress(Action<RunProgress> listen) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => listen(value);
    }
}
