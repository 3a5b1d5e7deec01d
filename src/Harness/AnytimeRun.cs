using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Harness.Plugins;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Harness;

/// <summary>A run that may end before all images were used (<c>--until</c>, <c>--time</c>).</summary>
internal static class AnytimeRun
{
    /// <summary>Its rounds, with a look at what is recorded where one is due; null where the plan asks for all images.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clock">Tells the time that is up.</param>
    /// <param name="stop">Ends the reading of images.</param>
    /// <param name="plugins">The plug-ins of the run; none if null.</param>
    /// <param name="told">Told of every look: dataset, images, what is decided.</param>
    /// <exception cref="OperationCanceledException">It was stopped while the images were read.</exception>
    public static RunRounds? Of(
        Plan plan, TimeProvider clock, CancellationToken stop, LoadedPlugins? plugins = null,
        Action<string, int, OrderVerdict?>? told = null)
    {
        if (plan.Info.Anytime is not { } anytime)
            return null;
        var known = KnownMetrics.Of((plugins ?? LoadedPlugins.None).Sources);
        LookAt LookOf(string dataset, int looks)
        {
            var look = new OrderLook(anytime.Rule!, dataset, plan.Info.Datasets.Count, looks, known);
            return (groups, population) =>
            {
                var verdict = look.Of(
                    ResultStore.LoadNumbers(plan.OutputDirectory, dataset, look.MetricsOf(plan.Info), plugins), groups, population);
                var images = groups.Sum(g => g.Count);
                told?.Invoke(dataset, images, verdict);
                return verdict;
            };
        }
        var rounds = new SampledRounds(
            plan, anytime.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Looks.Of,
            anytime.Rule is null ? null : LookOf, clock, stop);
        return new RunRounds(rounds.Parts(), PlanPart.Whole(plan).Count) { AreMany = true, Conclude = rounds.In };
    }
}
