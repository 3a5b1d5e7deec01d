using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>The one path from units of work to outcomes, for every command: units are done by several threads,
/// outcomes go to a sink.</summary>
public sealed class Evaluator : IDisposable
{
    private readonly Workbench _bench;
    private readonly Remaining _remaining;
    private readonly UnitWorker _worker;
    private readonly IOutcomeSink _sink;
    private readonly ProgressCounter _progress;
    private readonly int _threads;

    /// <summary>Gets a job ready.</summary>
    /// <param name="job">The job.</param>
    /// <param name="options">Seed, threads, images kept in memory.</param>
    /// <param name="finished">What an earlier, interrupted run has done.</param>
    /// <param name="sink">Takes the outcomes.</param>
    /// <param name="progress">Told of every finished explanation.</param>
    /// <param name="stop">Ends the work at the next pass; what is complete is kept.</param>
    public Evaluator(
        Job job, EvaluationOptions options, FinishedWork finished, IOutcomeSink sink, ProgressCounter progress, CancellationToken stop)
    {
        (_sink, _progress, _threads) = (sink, progress, options.Threads);
        _bench = new Workbench(job, Seed.Of(options.Seed), stop);
        _remaining = new Remaining(_bench, finished);
        var images = new ImageCache(_bench, options.KeptImages ?? 2 * options.Threads + 2, _remaining.Top1, Save);
        _worker = new UnitWorker(_bench, _remaining, images, sink, progress);
    }

    /// <summary>Does units of work; what is done already is left out.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Do(IEnumerable<WorkUnit> units)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _bench.Stop };
        // Handed out one by one: units take very different times, and a thread must not sit on several.
        var queue = Partitioner.Create(units, EnumerablePartitionerOptions.NoBuffering);
        SideBySide.Unwrapped(() => Parallel.ForEach(queue, options, _worker.Do));
    }

    /// <summary>Measures what one explanation by each method costs, while nothing else runs.</summary>
    /// <param name="meter">Measures time and memory.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void MeasureCosts(CostMeter meter)
    {
        var stage = new TimingStage(_bench, meter);
        // A further map of a method costs what the first does.
        var untimed = _bench.Job.Sources.Where(s => s.Seed == SeedKey.First && !_remaining.IsTimed(s)).ToList();
        foreach (var outcome in stage.Measure(untimed, Announce))
        {
            _sink.Save(outcome);
            _progress.ReportTiming(
                outcome.Key.Dataset, outcome.Key.Model, outcome.Key.Method, $"{_bench.Name}: timed {outcome.Key.Method}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bench.Dispose();

    private void Announce(string doing) => _progress.Report(0, $"{_bench.Name}: {doing}");

    private void Save(ImageOutcome outcome)
    {
        _sink.Save(outcome);
        _progress.Report(0, $"{_bench.Name}: image {outcome.Image.Id}");
    }
}

/// <summary>How units of work are done; no number depends on threads and memory.</summary>
/// <param name="Seed">The seed of every random draw.</param>
/// <param name="Threads">Units done at once, at least 1.</param>
/// <param name="KeptImages">Images kept in memory; null for those that the threads work on, a pair each, and a pair more.</param>
public sealed record EvaluationOptions(long Seed, int Threads, int? KeptImages = null);
