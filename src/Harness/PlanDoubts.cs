using VisEval.Harness.Analysis;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness;

/// <summary>What of a plan changes its numbers or speaks against its input, in sentences, before it is run.</summary>
internal static class PlanDoubts
{
    /// <summary>All of it: of datasets, of networks, and of what the networks predict.</summary>
    public static IEnumerable<string> Of(Plan plan, CancellationToken stop) =>
        [.. DatasetProblems.Of(plan.Jobs), .. OfNetworks(plan), .. OfChance(plan, stop)];

    /// <summary>What of each network, of its input and of its classes changes the numbers, with the network's name.</summary>
    public static IEnumerable<string> OfNetworks(Plan plan) =>
        plan.Jobs.SelectMany(j => InputFit.Warnings(j.Model.Network, j.Images.Preprocessing).Select(w => $"{j.ModelName}: {w}"))
            .Concat(plan.Jobs.Select(LabelDoubt.Of).OfType<string>()).Distinct();

    /// <summary>For each network whose first predictions are not shown to be better than guessing, a warning.</summary>
    public static IEnumerable<string> OfChance(Plan plan, CancellationToken stop) =>
        ChanceLevel.Warnings(plan.Info, FirstPredictions.Of(plan.Jobs, stop)).Select(w => $"WARNING: {w}");
}
