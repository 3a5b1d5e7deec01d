using VisEval.Cli.Hosting;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>What must be known before the numbers, on standard output above them: whoever keeps the table keeps the warning.</summary>
internal static class Warnings
{
    /// <summary>Writes the warnings of a run.</summary>
    public static void Write(RunResults results, CliHost host)
    {
        foreach (var warning in RunWarnings.Of(results))
            host.Out.WriteLine($"WARNING: {warning.ReplaceLineEndings(" ")}");
    }
}
