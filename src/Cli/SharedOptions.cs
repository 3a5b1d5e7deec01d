using System.CommandLine;

namespace VisEval.Cli;

/// <summary>Options that every command has.</summary>
internal sealed class SharedOptions
{
    /// <summary>No progress, no notes.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes; mistakes are still told.", Recursive = true };

    /// <summary>Faults in full.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Tell faults of the program in full.", Recursive = true };
}
