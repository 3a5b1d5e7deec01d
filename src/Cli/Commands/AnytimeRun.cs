using VisEval.Cli.Hosting;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Harness.Plugins;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Cli.Commands;

/// <summary>A run that may end before all images were used (<c>--until</c>, <c>--time</c>).</summary>
internal static class AnytimeRun
{
    /// <summary>Its rounds, with a look at what is recorded where one is due; null where the plan asks for all images.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while the images were read.</exception>
    public static RunRounds? Of(Plan plan, LoadedPlugins plugins, CliHost host)
    {
        if (plan.Info.Anytime is not { } anytime)
            return null;
        LookAt LookOf(string dataset, int looks)
        {
            var look = new OrderLook(anytime.Rule!, dataset, plan.Info.Datasets.Count, looks, KnownMetrics.Of(plugins.Sources));
            return (groups, population) => look.Of(ResultStore.Load(plan.OutputDirectory, plugins), groups, population);
        }
        var rounds = new SampledRounds(
            plan, anytime.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Looks.Of,
            anytime.Rule is null ? null : LookOf, host.Clock, host.Stop);
        return new RunRounds(rounds.Parts(), PlanPart.Whole(plan).Count) { AreMany = true, Conclude = rounds.In };
    }
}
