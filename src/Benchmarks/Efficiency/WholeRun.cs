using System.Diagnostics;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Benchmarks.Efficiency;

/// <summary>Runs a workload as <c>viseval run</c> does, and counts the passes.</summary>
internal static class WholeRun
{
    /// <summary>Plans, evaluates, reports.</summary>
    public static RunFigures Measure(Workload workload)
    {
        var clock = Stopwatch.StartNew();
        var config = new RunConfig(
            [], [workload.Model], workload.Methods, workload.Metrics,
            Limit: workload.Limit, Threads: workload.Threads, Out: workload.Out, Existing: ExistingRun.Redo);
        var plan = Planner.Plan(config, Catalogues.BuiltIn(), Environment.CurrentDirectory);
        List<CountingModel> models = [.. plan.Jobs.Select(job => new CountingModel(job.Model))];
        plan = plan with { Jobs = [.. plan.Jobs.Zip(models, (job, model) => job with { Model = model })] };
        RunDirectory.Prepare(plan.OutputDirectory, config.Existing, plan.Info);
        var planned = clock.Elapsed;

        using (var store = ResultStore.Open(plan.OutputDirectory, plan.Info))
            Runner.Run(plan, store, new Progress<RunProgress>(), CancellationToken.None);
        var evaluated = clock.Elapsed;

        var results = ResultStore.Load(plan.OutputDirectory);
        ReportWriter.WriteAll(results, plan.OutputDirectory);
        return new RunFigures(
            models.Sum(m => m.Forwards), models.Sum(m => m.Backwards), clock.Elapsed.TotalSeconds, planned.TotalSeconds,
            (evaluated - planned).TotalSeconds, (clock.Elapsed - evaluated).TotalSeconds,
            Environment.CpuUsage.TotalTime.TotalSeconds, GC.GetTotalAllocatedBytes() / 1e9, GC.CollectionCount(2),
            GC.GetTotalPauseDuration().TotalSeconds);
    }
}
