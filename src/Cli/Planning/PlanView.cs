using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;

namespace VisEval.Cli.Planning;

/// <summary>A plan with its costs, for people: a table of the networks, then lines "name  value".</summary>
internal static class PlanView
{
    private const int MostCostly = 5;

    /// <summary>Writes the plan on standard output.</summary>
    public static void Write(Plan plan, RunEstimate estimate, CliHost host)
    {
        Tables.Write(
            ["dataset", "network", "images", "targets", "methods", "metrics", "cells", "forwards", "backwards", "time"],
            [
                .. estimate.Networks.Select(Row),
                [
                    "all", "", "", "", $"{plan.Info.Methods.Count}", $"{plan.Info.Metrics.Count}", PlanText.Number(estimate.Cells),
                    PlanText.Number(estimate.Passes.Forwards), PlanText.Number(estimate.Passes.Backwards), PlanText.Rounded(estimate.Time),
                ],
            ],
            numbers: [2, 3, 4, 5, 6, 7, 8, 9], host);
        WorkView.Write(estimate, plan.Settings.Threads, host);
        Line("methods", string.Join(", ", plan.Info.Methods.Select(m => m.Key)));
        if (plan.Info.LeftOut is { } leftOut)
            Line("left out", string.Join(", ", leftOut.Select(m => $"{m.Method} ({PlanText.Number(m.Passes)} passes)")));
        Line("metrics", string.Join(", ", plan.Info.Metrics.Select(m => m.Key)));
        foreach (var references in plan.Jobs.Select(ReferenceText.Of).OfType<string>().Distinct())
            Line("references", references);
        if (plan.Info.Visualizations is { } shown)
        {
            Line("visualizers", string.Join(", ", shown.Visualizers.Select(v => v.Key)));
            Line("units", string.Join(", ", plan.Visualizing.SelectMany(v => v.Job.Units).Select(u => u.Name).Distinct()));
            Line("of pictures", shown.Metrics.Count == 0 ? "no metrics" : string.Join(", ", shown.Metrics));
        }
        if (plan.Info.Representation is { } found)
        {
            Line("analyses", string.Join(", ", found.Analyses.Select(a => a.Key)));
            var layers = plan.Analyses.SelectMany(a => a.Study.Layers).Select(l => $"{l.Network.Name}:{l.Tensor}");
            Line("layers", string.Join(", ", layers.Distinct()));
        }
        foreach (var note in plan.Notes)
            Line("note", note);
        foreach (var command in CommandText.Of(estimate))
            Line("command", command);
        Line("most costly", string.Join(", ", Costly(estimate, n => n.Methods).Concat(Costly(estimate, n => n.Metrics))
            .Concat(Costly(estimate, n => [.. n.Extras.All]))));
        Line("time", $"about {PlanText.Rounded(estimate.Time)} with {plan.Settings.Threads} threads on this machine, "
            + $"start and reports included.{PlanText.Basis(estimate)}{PlanText.AllImages(plan)}{PlanText.Unknown(estimate)}");
        Line("memory", $"about {PlanText.Number(Math.Ceiling(estimate.MemoryMegabytes / 10) * 10)} MB");
        if (plan.Info.Device is { } device)
            Line("device", device + (plan.Info.DeviceMemoryMegabytes is { } megabytes
                ? $", at most {megabytes} MB of its memory: batches are cut to what fits"
                : ", without a limit to its memory"));
        Line(
            "run directory", plan.OutputDirectory + (PlanJson.IsBegun(plan) ? " (holds this run: finished cells are not run again)" : ""));

        void Line(string name, string value) => host.Out.WriteLine($"{name,-14}{value}");
    }

    private static string[] Row(NetworkEstimate network) =>
    [
        network.Dataset, network.Model, $"{network.Images}", $"{network.Targets}", $"{network.Methods.Count(m => m.Applies)}",
        $"{network.Metrics.Count}", PlanText.Number(network.Cells), PlanText.Number(network.Passes.Forwards),
        PlanText.Number(network.Passes.Backwards), network.Failure is null ? PlanText.Rounded(network.Time) : "?",
    ];

    private static IEnumerable<string> Costly(RunEstimate estimate, Func<NetworkEstimate, IReadOnlyList<UnitEstimate>> units) =>
        estimate.Networks.SelectMany(units).GroupBy(u => u.Key)
        .Select(g => (g.Key, Passes: g.Sum(u => u.Passes.Forwards + u.Passes.Backwards)))
        .OrderByDescending(u => u.Passes).ThenBy(u => u.Key, StringComparer.Ordinal).Take(MostCostly)
        .Select(u => $"{u.Key} ({PlanText.Number(u.Passes)} passes)");
}
