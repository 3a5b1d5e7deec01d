using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Estimation;

namespace VisEval.Cli.Planning;

/// <summary>The units of work that machines would be handed, and what shards cost, for people.</summary>
internal static class PackagesView
{
    private const int LongShown = 5;

    /// <summary>How many units there are and how long they take; those that cannot be cut, with the reason.</summary>
    public static void Write(IReadOnlyList<WorkPackage> packages, IReadOnlyList<LongUnit> tooLong, CliHost host)
    {
        if (packages.Count == 0)
            return;
        var seconds = packages.Select(p => p.Seconds).Order().ToList();
        var good = seconds.Count(s => s is >= WorkPackages.Least and <= WorkPackages.Most);
        Line("units of work", $"{PlanText.Number(packages.Count)} for machines of a pool, {PlanText.Number(good)} of them of "
            + $"{WorkPackages.Least} to {WorkPackages.Most} s by one thread: shortest {Time(seconds[0])}, median "
            + $"{Time(seconds[seconds.Count / 2])}, longest {Time(seconds[^1])}; "
            + $"at most about {PlanText.Number(packages.Max(p => p.Megabytes))} MB each (plan --json lists them)");
        foreach (var unit in tooLong.Take(LongShown))
            Line("longer", Text(unit));
        if (tooLong.Count > LongShown)
            Line("longer", $"and {tooLong.Count - LongShown} more");

        void Line(string name, string value) => host.Out.WriteLine($"{name,-14}{value}");
    }

    /// <summary>A table of what shards cost, with all of them together.</summary>
    public static void Write(IReadOnlyList<ShardCost> shards, CliHost host) => Tables.Write(
        ["shard", "cells", "forwards", "backwards", "seconds", "time"],
        [
            .. shards.Select(s => Row(s.Shard.ToString(), s)),
            .. shards.Count == 1 ? (IReadOnlyList<string>[])[] :
            [
                Row("all", shards.Aggregate((a, b) => a with
                {
                    Cells = a.Cells + b.Cells, Passes = a.Passes + b.Passes, Seconds = a.Seconds + b.Seconds,
                })),
            ],
        ],
        numbers: [1, 2, 3, 4, 5], host);

    private static string[] Row(string name, ShardCost cost) =>
    [
        name, PlanText.Number(cost.Cells), PlanText.Number(cost.Passes.Forwards), PlanText.Number(cost.Passes.Backwards),
        PlanText.Number(cost.Seconds), Time(cost.Seconds),
    ];

    private static string Text(LongUnit unit) =>
        $"{unit.Dataset}, {unit.Model}: {unit.Method} on "
        + $"{unit.Images} image{(unit.Images == 1 ? "" : "s that lend each other their maps")} takes {Time(unit.Seconds)} and cannot be "
        + $"cut: an explanation runs {PlanText.Number(unit.Explanation.Forwards)} images forwards"
        + (unit.Metric is null ? "" : $", {unit.Metric} {PlanText.Number(unit.Asked.Forwards)} for each");

    private static string Time(double seconds) => PlanText.Rounded(TimeSpan.FromSeconds(seconds));
}

/// <summary>A unit of work, for scripts.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Methods">Keys of methods.</param>
/// <param name="Images">Image ids.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="Seconds">The time of one thread of this machine.</param>
/// <param name="Megabytes">The resident memory to expect.</param>
internal sealed record PlannedPackage(
    string Dataset, string Model, IReadOnlyList<string> Methods, IReadOnlyList<string> Images, int Cells, double Forwards, double Backwards,
    double Seconds, double Megabytes)
{
    /// <summary>The facts of a package.</summary>
    public static PlannedPackage Of(WorkPackage package) => new(
        package.Work.Dataset, package.Work.Model, package.Work.Methods, [.. package.Work.Groups.SelectMany(g => g)], package.Cells,
        package.Passes.Forwards, package.Passes.Backwards, Math.Round(package.Seconds, 3), Math.Round(package.Megabytes));
}

/// <summary>What a shard costs, for scripts.</summary>
/// <param name="Shard">i/n.</param>
/// <param name="Cells">Its cells and other units of work.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="Seconds">The time with the threads asked for.</param>
internal sealed record PlannedShard(string Shard, int Cells, double Forwards, double Backwards, double Seconds)
{
    /// <summary>The facts of a shard.</summary>
    public static PlannedShard Of(ShardCost cost) => new(
        cost.Shard.ToString(), cost.Cells, cost.Passes.Forwards, cost.Passes.Backwards, Math.Round(cost.Seconds, 3));
}
