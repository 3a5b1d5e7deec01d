using System.CommandLine;

namespace VisEval.Cli.Options;

/// <summary>Options that every command has.</summary>
internal sealed class SharedOptions
{
    /// <summary>No progress, no notes.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "No progress and no notes; mistakes are still written.",
        Recursive = true,
    };

    /// <summary>Errors of the program with their stack traces.</summary>
    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Write errors of the program itself with their stack traces.",
        Recursive = true,
    };
}
