using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;

namespace VisEval.Cli.Planning;

/// <summary>A plan with its costs, for scripts; the content of <c>plan --json</c>.</summary>
/// <param name="RunDirectory">Full path of the run directory.</param>
/// <param name="HoldsRun">Whether it holds the run already: finished cells are not run again. The numbers here are of the whole
/// run.</param>
/// <param name="Preset">The preset.</param>
/// <param name="Threads">The threads asked for.</param>
/// <param name="MaxMemoryMegabytes">The memory budget of the engine.</param>
/// <param name="Methods">The keys of the methods.</param>
/// <param name="Metrics">The keys of the metrics, those of cost last.</param>
/// <param name="Networks">One a network and dataset.</param>
/// <param name="Cells">All cells.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="AtMost">Whether passes and time are upper bounds.</param>
/// <param name="Minutes">The time on this machine with these threads.</param>
/// <param name="MemoryMegabytes">The largest resident memory to expect.</param>
internal sealed record PlanJson(
    string RunDirectory, bool HoldsRun, string Preset, int Threads, int MaxMemoryMegabytes, IReadOnlyList<string> Methods,
    IReadOnlyList<string> Metrics, IReadOnlyList<PlannedNetwork> Networks, int Cells, double Forwards, double Backwards, bool AtMost,
    double Minutes, double MemoryMegabytes)
{
    /// <summary>The units of work that machines of a pool would be handed.</summary>
    public IReadOnlyList<PlannedPackage> Units { get; init; } = [];

    /// <summary>What the shards cost that were asked for; empty for none.</summary>
    public IReadOnlyList<PlannedShard> Shards { get; init; } = [];

    /// <summary>Where the networks run.</summary>
    public required string Device { get; init; }

    /// <summary>The memory of the device that may be used; null for no limit.</summary>
    public int? DeviceMemoryMegabytes { get; init; }

    /// <summary>The facts of a plan and its estimate.</summary>
    public static PlanJson Of(Plan plan, RunEstimate estimate) => new(
        plan.OutputDirectory, IsBegun(plan), plan.Settings.Preset, plan.Settings.Threads, plan.Settings.MaxMemoryMegabytes,
        [.. plan.Info.Methods.Select(m => m.Key)], [.. plan.Info.Metrics.Select(m => m.Key)],
        [.. estimate.Networks.Select(PlannedNetwork.Of)],
        estimate.Cells, estimate.Passes.Forwards, estimate.Passes.Backwards,
        estimate.AtMost || plan.Info.Anytime is not null, Rounded(estimate.Time.TotalMinutes),
        Math.Round(estimate.MemoryMegabytes))
    {
        Device = plan.Info.DeviceName,
        DeviceMemoryMegabytes = plan.Info.DeviceMemoryMegabytes,
    };

    /// <summary>Whether the run directory holds the run already.</summary>
    public static bool IsBegun(Plan plan) => File.Exists(Path.Combine(plan.OutputDirectory, RunFiles.Info));

    /// <summary>A number of minutes as exact as it is worth.</summary>
    public static double Rounded(double minutes) => Math.Round(minutes, 5);
}

/// <summary>What one network on one dataset will cost.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Images">Images.</param>
/// <param name="Targets">Classes explained, over all images.</param>
/// <param name="Cells">Scores of one explanation by one metric.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="AtMost">Whether passes and time are upper bounds.</param>
/// <param name="Minutes">The time; null where the network could not be measured.</param>
/// <param name="Failure">Why it could not be measured, or null.</param>
/// <param name="Methods">What the explanations of each method cost.</param>
/// <param name="Metrics">What each metric costs.</param>
internal sealed record PlannedNetwork(
    string Dataset, string Model, int Images, int Targets, int Cells, double Forwards, double Backwards, bool AtMost, double? Minutes,
    string? Failure, IReadOnlyList<PlannedUnit> Methods, IReadOnlyList<PlannedUnit> Metrics)
{
    /// <summary>What the pictures of each visualizer cost.</summary>
    public IReadOnlyList<PlannedUnit> Visualizers { get; init; } = [];

    /// <summary>What commands are asked, and how long they take.</summary>
    public IReadOnlyList<PlannedCommand> Commands { get; init; } = [];

    /// <summary>What each metric of these pictures costs, at most.</summary>
    public IReadOnlyList<PlannedUnit> VisualizationMetrics { get; init; } = [];

    /// <summary>What each analysis of layers costs.</summary>
    public IReadOnlyList<PlannedUnit> Analyses { get; init; } = [];

    /// <summary>The facts of an estimate.</summary>
    public static PlannedNetwork Of(NetworkEstimate network) => new(
        network.Dataset, network.Model, network.Images, network.Targets, network.Cells, network.Passes.Forwards, network.Passes.Backwards,
        network.AtMost, network.Failure is null ? PlanJson.Rounded(network.Time.TotalMinutes) : null, network.Failure,
        [.. network.Methods.Select(PlannedUnit.Of)], [.. network.Metrics.Select(PlannedUnit.Of)])
    {
        Commands = [.. network.Commands.Select(PlannedCommand.Of)],
        Visualizers = [.. network.Extras.Visualizers.Select(PlannedUnit.Of)],
        VisualizationMetrics = [.. network.Extras.Metrics.Select(PlannedUnit.Of)],
        Analyses = [.. network.Extras.Analyses.Select(PlannedUnit.Of)],
    };
}

/// <summary>What a method or metric costs on one network.</summary>
/// <param name="Key">The unit's key.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="Applies">False for a method that does not apply to the network.</param>
/// <param name="Seconds">The time on one processor of this machine.</param>
internal sealed record PlannedUnit(string Key, double Forwards, double Backwards, bool Applies, double Seconds)
{
    /// <summary>The facts of an estimate.</summary>
    public static PlannedUnit Of(UnitEstimate unit) =>
        new(unit.Key, unit.Passes.Forwards, unit.Passes.Backwards, unit.Applies, Math.Round(unit.Seconds, 3));
}

/// <summary>What a command is asked on one network.</summary>
/// <param name="Key">What results call it.</param>
/// <param name="Calls">The calls, at most; one that does not serve is started for each.</param>
/// <param name="Images">The images in them, at most.</param>
/// <param name="Serves">Whether it is started once for each thread.</param>
/// <param name="SecondsOfCall">The measured time of a call beside its images.</param>
/// <param name="SecondsOfImage">The measured time of an image.</param>
/// <param name="Seconds">The time of one thread; null where it could not be measured.</param>
/// <param name="Failure">Why it could not be measured, or null.</param>
internal sealed record PlannedCommand(
    string Key, double Calls, double Images, bool Serves, double SecondsOfCall, double SecondsOfImage, double? Seconds, string? Failure)
{
    /// <summary>The facts of an estimate.</summary>
    public static PlannedCommand Of(CommandEstimate command) => new(
        command.Key, command.Work.Calls, command.Work.Images, command.Serves, Math.Round(command.Speed.Call, 4),
        Math.Round(command.Speed.Image, 4), command.Speed.Failure is null ? Math.Round(command.Seconds, 3) : null, command.Speed.Failure);
}
