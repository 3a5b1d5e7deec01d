using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Cli.Commands;

/// <summary>A run that may end before all images were used (<c>--until</c>, <c>--time</c>).</summary>
internal static class AnytimeRun
{
    /// <summary>Its rounds, with a look at what is recorded where one is due; null where the plan asks for all images.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="host">The surroundings.</param>
    /// <param name="progress">Where every look is told; null for nowhere.</param>
    /// <exception cref="OperationCanceledException">It was stopped while the images were read.</exception>
    public static RunRounds? Of(Plan plan, CliHost host, LiveProgress? progress)
    {
        if (plan.Info.Anytime is not { } anytime)
            return null;
        LookAt LookOf(string dataset, int looks)
        {
            var look = new OrderLook(anytime.Rule!, dataset, plan.Info.Datasets.Count, looks);
            return (groups, population) =>
            {
                var verdict = look.Of(
                    ResultStore.LoadNumbers(plan.OutputDirectory, dataset, look.MetricsOf(plan.Info)), groups, population);
                var images = groups.Sum(g => g.Count);
                progress?.Say(() => host.Error.WriteLine(AnytimeText.Look(dataset, images, verdict)));
                return verdict;
            };
        }
        var rounds = new SampledRounds(
            plan, anytime.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Looks.Of,
            anytime.Rule is null ? null : LookOf, host.Clock, host.Stop);
        return new RunRounds(rounds.Parts(), PlanPart.Whole(plan).Count) { AreMany = true, Conclude = rounds.In };
    }
}
