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

    /// <summary>The native library of ONNX Runtime.</summary>
    public Option<string?> Runtime { get; } = new("--onnxruntime")
    {
        HelpName = "FILE",
        Description = $"A native library of ONNX Runtime instead of the one that comes with the program, with other devices. Default: what "
            + $"the environment variable {RuntimeVariable} names",
        Recursive = true,
    };

    /// <summary>The environment variable that names the native library.</summary>
    public const string RuntimeVariable = "VISEVAL_ONNXRUNTIME";

    /// <summary>Errors of the program with their stack traces.</summary>
    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Write errors of the program itself with their stack traces.",
        Recursive = true,
    };
}
