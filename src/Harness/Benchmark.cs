using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Plugins;
using VisEval.Harness.Reports;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness;

/// <summary>Runs a benchmark from code, as <c>viseval run</c> does: the same run directory, the same numbers, resumed where it was
/// stopped.</summary>
public static class Benchmark
{
    /// <summary>Explains the images of datasets with methods, scores the maps with metrics, writes the reports.</summary>
    /// <param name="config">What is run; relative paths start in the current directory.</param>
    /// <param name="catalogues">What can be named; null for what comes with VisEval and the plug-ins of the configuration.</param>
    /// <param name="progress">Told of every finished explanation, on a working thread.</param>
    /// <param name="stop">Ends the run at the next pass; the same call goes on where it was.</param>
    /// <returns>What is recorded; of a shard without reports.</returns>
    /// <exception cref="InputException">Every mistake in what is asked for, nothing was run; or all was run, and the machine's memory does
    /// not hold the numbers.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; every finished explanation is kept.</exception>
    public static BenchmarkResult Run(
        RunConfig config, Catalogues? catalogues = null, IProgress<RunProgress>? progress = null, CancellationToken stop = default) =>
        CodeWords.Said(() => Done(config, catalogues, progress, stop));

    private static BenchmarkResult Done(
        RunConfig config, Catalogues? catalogues, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        catalogues ??= Catalogues.Of(PluginLoader.Load(config.Plugins, Environment.CurrentDirectory));
        var (plan, plugins) = (Planned(config, catalogues), catalogues.Plugins);
        List<string> remarks = [.. plan.Notes, .. PlanDoubts.Of(plan, stop)];
        Record(plan, plugins, config, progress ?? new NoProgress(), stop);
        var (directory, known) = (plan.OutputDirectory, KnownMetrics.Of(plugins.Sources));
        var results = Loaded(directory, plugins, stop);
        stop.ThrowIfCancellationRequested();
        var leaderboard = config.Shard is null
            ? ReportWriter.WriteAll(results, directory, known).Leaderboard
            : Leaderboard.From(results, known, stop);
        return BenchmarkResult.Of(directory, results, leaderboard, remarks);
    }

    /// <summary>As <see cref="Run"/>, on another thread.</summary>
    /// <param name="config">What is run.</param>
    /// <param name="catalogues">What can be named; null for what comes with VisEval.</param>
    /// <param name="progress">Told of every finished explanation.</param>
    /// <param name="stop">Ends the run at the next pass.</param>
    /// <exception cref="InputException">As <see cref="Run"/>.</exception>
    public static Task<BenchmarkResult> RunAsync(
        RunConfig config, Catalogues? catalogues = null, IProgress<RunProgress>? progress = null, CancellationToken stop = default) =>
        Task.Run(() => Run(config, catalogues, progress, stop), stop);

    /// <summary>What a run directory holds.</summary>
    /// <param name="directory">The directory of a run, finished or not.</param>
    /// <param name="catalogues">What its metrics may come from; null for VisEval.</param>
    /// <exception cref="InputException">It holds no results, or has metrics of a plug-in that is not at hand.</exception>
    /// <param name="stop">Ends the reading and the analysis.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static BenchmarkResult Open(string directory, Catalogues? catalogues = null, CancellationToken stop = default)
    {
        var path = Path.GetFullPath(directory);
        var plugins = catalogues?.Plugins ?? LoadedPlugins.None;
        var results = Loaded(path, plugins, stop);
        return BenchmarkResult.Of(path, results, Leaderboard.From(results, KnownMetrics.Of(plugins.Sources), stop), []);
    }

    /// <summary>Tells whether a run is worse than a baseline, number by number, paired by image, as <c>viseval compare</c> does.</summary>
    /// <param name="baseline">A run directory or a saved baseline.</param>
    /// <param name="current">A run directory.</param>
    /// <param name="policy">What matters; null for <see cref="GatePolicy.Default"/>.</param>
    /// <param name="catalogues">What their metrics may come from; null for VisEval.</param>
    /// <exception cref="InputException">One of them holds no results, or they have nothing in common.</exception>
    /// <param name="stop">Ends the reading and the analysis.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Comparison Compare(
        string baseline, string current, GatePolicy? policy = null, Catalogues? catalogues = null, CancellationToken stop = default)
    {
        var plugins = catalogues?.Plugins ?? LoadedPlugins.None;
        SavedRun Saved(string path) => SavedRun.Open(Path.GetFullPath(path), path, plugins, stop);
        return Comparison.Of(GateAnalysis.Of(
            Saved(baseline), Saved(current), policy ?? GatePolicy.Default, KnownMetrics.Of(plugins.Sources), stop));
    }

    // Commands are looked up all the same, so that every other mistake is told with it.
    private static Plan Planned(RunConfig config, Catalogues catalogues)
    {
        var mistakes = new Mistakes();
        if (CodeWords.Unasked(config.Foreign) is { } unasked)
            mistakes.Add(unasked);
        var plan = mistakes.Try(() => RunPlanner.Plan(
            config with { Foreign = config.Foreign with { IsAllowed = true } }, catalogues, Environment.CurrentDirectory));
        mistakes.ThrowIfAny();
        return plan!;
    }

    // The memory for the numbers is the least that is needed of them.
    private static RunResults Loaded(string directory, LoadedPlugins plugins, CancellationToken stop) =>
        ReportMemory.Of(directory) is { Suffices: false } memory
            ? throw new InputException($"Every number is kept. {memory.Refusal(directory)}")
            : ResultStore.Load(directory, plugins, stop);

    private static void Record(
        Plan plan, LoadedPlugins plugins, RunConfig config, IProgress<RunProgress> progress, CancellationToken stop)
    {
        using var store = ResultStore.Begin(plan.OutputDirectory, config.Existing, plan.Info);
        var outcome = AnytimeRun.Of(plan, TimeProvider.System, stop, plugins) is { } rounds
            ? Runner.Run(plan, store, progress, stop, rounds)
            : Runner.Run(plan, store, progress, stop, part: config.Shard is { } shard
                ? new Estimation.ShardPlan(plan, new Estimation.DeclaredWork()).Part(shard)
                : null);
        if (outcome.Cancelled)
            throw new OperationCanceledException(stop);
    }
}
