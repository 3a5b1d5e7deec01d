using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>The one path from units of work to outcomes, for every command: units are done by several threads,
/// outcomes go to a sink.</summary>
internal sealed class Evaluator : IDisposable
{
    private readonly Workbench _bench;
    private readonly Remaining _remaining;
    private readonly IOutcomeSink _sink;
    private readonly ProgressCounter _progress;
    private readonly EvaluationOptions _options;

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
        (_sink, _progress, _options) = (sink, progress, options);
        _bench = new Workbench(job, Seed.Of(options.Seed), stop);
        _remaining = new Remaining(_bench, finished);
    }

    /// <summary>Does units of work; what is done already is left out. What became of an image is told once a call.</summary>
    /// <param name="units">The units.</param>
    /// <param name="sharing">The units among which images that share a call are chosen; null for these.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Do(IEnumerable<WorkUnit> units, IEnumerable<WorkUnit>? sharing = null)
    {
        var images = new ImageCache(_bench, _options.KeptImages ?? 2 * _options.Threads + 2, _remaining.Top1, Save);
        var ahead = AheadOfTurn.Of(_bench, _remaining, units, sharing ?? units, _options.Threads, Announce);
        var worker = new UnitWorker(_bench, _remaining, images, ahead, _sink, _progress);
        var options = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = _bench.Stop };
        // Handed out one by one: units take very different times, and a thread must not sit on several.
        var queue = Partitioner.Create(units, EnumerablePartitionerOptions.NoBuffering);
        SideBySide.Unwrapped(() => Parallel.ForEach(queue, options, worker.Do));
    }

    /// <summary>Measures what one explanation by each method costs, while nothing else runs.</summary>
    /// <param name="meter">Measures time and memory.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void MeasureCosts(CostMeter meter)
    {
        var stage = new TimingStage(_bench, meter);
        // A further map of a method costs what the first does; reading a file is no explaining.
        var untimed = _bench.Job.Sources
            .Where(s => s.Seed == SeedKey.First && s.Method is not null && !_remaining.IsTimed(s)).ToList();
        foreach (var outcome in stage.Measure(untimed, Announce))
        {
            _sink.Save(outcome);
            _progress.ReportTiming(
                outcome.Key.Dataset, outcome.Key.Model, outcome.Key.Method, $"{_bench.Name}: timed {outcome.Key.Method}");
        }
    }

    /// <summary>Records units of work as failed that cannot be done at all: every explanation has the error, every cell no
    /// number.</summary>
    /// <param name="units">The units.</param>
    /// <param name="error">Why, a sentence.</param>
    public void GiveUp(IEnumerable<WorkUnit> units, string error)
    {
        var maker = new CellMaker(_bench);
        foreach (var (source, image) in units.SelectMany(u => u.Methods.SelectMany(m => u.Images.Select(i => (m, i))))
            .Select(p => (_bench.Source(p.m), _bench.Image(p.i))))
            foreach (var subject in _bench.Subjects(image, _remaining.Top1(image), null))
            {
                var (key, failed) = (_bench.Key(source, subject), new Explained.Failed(error, []));
                IEnumerable<CellOutcome> cells =
                [
                    .. maker.Of(source, subject, key, failed, _bench.MetricsOf(source, image), null),
                    .. maker.Of(source, subject, key.Shuffled(), failed, _bench.ShuffledMetricsOf(source, image), null),
                ];
                _sink.Save(new ExplanationOutcome(key, failed, [.. cells], InGallery: false));
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
internal sealed record EvaluationOptions(long Seed, int Threads, int? KeptImages = null);
