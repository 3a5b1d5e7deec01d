using System.Globalization;
using VisEval.Cli.Output;
using VisEval.Harness.Datasets;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;

namespace VisEval.Cli.Planning;

/// <summary>Sentences about what will be run and what it will cost.</summary>
internal static class PlanText
{
    /// <summary>What will be run, and where the results go.</summary>
    public static string Headline(Plan plan) => $"{Size(plan)}; results in {plan.OutputDirectory}";

    /// <summary>How large a run is.</summary>
    public static string Size(Plan plan)
    {
        var networks = plan.Jobs.Select(j => j.ModelName).Distinct().ToList();
        var datasets = plan.Jobs.DistinctBy(j => j.Images.Name)
            .Select(j => $"{Count(j.Images.Images.Count, "image")} of {j.Images.Name}{Covered(j)}");
        var ofMaps = plan.Jobs.SelectMany(j => j.Metrics).Select(m => m.Key).ToHashSet();
        var (controls, costs) = (plan.Info.Methods.Count(m => m.IsControl), plan.Info.Metrics.Count(m => !ofMaps.Contains(m.Key)));
        return $"{Count(networks.Count, "network")} ({string.Join(", ", networks)}), "
            + $"{Parts(plan.Info.Methods.Count - controls, "method", controls, "control")}, "
            + $"{Parts(plan.Info.Metrics.Count - costs, "metric", costs, "cost")}, {string.Join(" and ", datasets)}{Extras(plan)}"
            + (plan.Info.Device is { } device ? $", on {device}" : "");
    }

    // Those that nobody asked for are counted apart.
    private static string Parts(int number, string noun, int others, string other) => others == 0 ? Count(number, noun)
        : number == 0 ? Count(others, other) : $"{Count(number, noun)} and {Count(others, other)}";

    private static string Extras(Plan plan)
    {
        var shown = plan.Visualizing.SelectMany(v => v.Job.Visualizers).DistinctBy(v => v.Key).ToList();
        var controls = shown.Count(VisualizationScorer.IsControl);
        var units = plan.Visualizing.SelectMany(v => v.Job.Units).DistinctBy(u => u.Name).ToList();
        var analyses = plan.Analyses.SelectMany(a => a.Analyses).Select(a => a.Unit.Key).Distinct().ToList();
        var layers = plan.Analyses.SelectMany(a => a.Study.Layers).Count();
        return (shown.Count == 0 ? "" : $"; pictures of {Count(units.Count, units.TrueForAll(u => u.IsClass) ? "class" : "unit")} by "
                + $"{string.Join(", ", shown.Where(v => !VisualizationScorer.IsControl(v)).Select(v => v.Key))}"
                + $"{(controls == 0 ? "" : $" and {Count(controls, "control")}")}")
            + (analyses.Count == 0 ? "" : $"; {string.Join(", ", analyses)} of {Count(layers, "layer")}");
    }

    // A choice of images may miss classes, of which the run then says nothing.
    private static string Covered(Job job) =>
        job.Images is DatasetImages { Dataset.Manifest: var manifest } images && images.Images.Count < manifest.Images.Count
        && ImageLimit.ClassesOf(manifest.Images) is > 1 and var all
            ? $" ({ImageLimit.ClassesOf(images.Images)} of {all} classes)"
            : "";

    /// <summary>What the preset leaves out and how to have it; null where it leaves nothing out.</summary>
    public static string? LeftOut(Plan plan)
    {
        return plan.Info.LeftOut is not { } methods
            ? null
            : $"Left out by the preset {plan.Info.Preset}, each more than {Number(methods[0].Most)} forward passes an explanation: "
                + $"{string.Join(", ", methods.Select(m => $"{m.Method} ({Number(m.Passes)})"))}. "
                + "--method all runs every method, --method NAME those you name.";
    }

    /// <summary>About how long it will take.</summary>
    /// <param name="estimate">The estimate of the whole run.</param>
    /// <param name="threads">The threads asked for.</param>
    /// <param name="done">How much of the work is done already, 0 to 1.</param>
    public static string Estimate(RunEstimate estimate, int threads, double done = 0)
    {
        var kept = done > 0 ? $" ({Share(done)} of the work is done already)" : "";
        return $"{Number(estimate.Cells)} cells{Extras(estimate)}: about {Rounded(estimate.Time - done * estimate.Work)} with "
            + $"{Count(threads, "thread")}, reports included{kept}.{Basis(estimate)}{Unknown(estimate)}";
    }

    /// <summary>About how long a shard will take.</summary>
    /// <param name="estimate">The estimate of the whole run.</param>
    /// <param name="shard">What the shard costs.</param>
    /// <param name="threads">The threads asked for.</param>
    public static string Estimate(RunEstimate estimate, ShardCost shard, int threads) =>
        $"Shard {shard.Shard}: {Number(shard.Cells)} of {Number(estimate.Cells)} cells: about "
        + $"{Rounded(TimeSpan.FromSeconds(shard.Seconds))} with {Count(threads, "thread")}.{Basis(estimate)}{Unknown(estimate)}";

    /// <summary>That an estimate is for all images, as a further sentence, where the run may end before the last.</summary>
    public static string AllImages(Plan plan) => plan.Info.Anytime is null
        ? ""
        : " That is for all images, the most this run takes: it ends as soon as --until or --time lets it, and how soon no estimate knows.";

    /// <summary>What an estimate holds for, as a further sentence: it bounds the passes, not what else the machine does.</summary>
    public static string Basis(RunEstimate estimate) =>
        $" That is {(estimate.AtMost ? "for the most passes that the images may need, " : "")}at the speed measured just now: other work "
        + "on the machine makes it longer.";

    /// <summary>What could not be measured, as further sentences.</summary>
    public static string Unknown(RunEstimate estimate) => string.Concat(estimate.Networks.Where(n => n.Failure is not null)
        .Select(n => $" The time of {n.Model} is not known: {n.Failure}"));

    /// <summary>A whole number with separated thousands.</summary>
    public static string Number(double value) => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time no more exact than an estimate is.</summary>
    public static string Rounded(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => $"{Math.Max(1, Math.Round(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture)} s",
        < 600 => $"{(time.TotalMinutes).ToString("0.#", CultureInfo.InvariantCulture)} min",
        < 3600 => $"{Math.Round(time.TotalMinutes).ToString(CultureInfo.InvariantCulture)} min",
        _ => Duration.Text(TimeSpan.FromMinutes(Math.Round(time.TotalMinutes))),
    };

    /// <summary>How many of something.</summary>
    public static string Count(int number, string noun) =>
        $"{Number(number)} {noun}{(number == 1 ? "" : noun.EndsWith("ss", StringComparison.Ordinal) ? "es" : "s")}";

    // A unit by a visualizer, a visualizer by a metric, an analysis: what progress counts beside cells.
    private static string Extras(RunEstimate estimate) =>
        estimate.Pieces > 0 ? $", {Count(estimate.Pieces, "unit")} of work for pictures and analyses" : "";

    private static string Share(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
