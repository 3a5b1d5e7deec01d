using System.CommandLine;
using VisEval.Harness.Analysis.Gate;

namespace VisEval.Cli.Options;

/// <summary><c>--policy</c>, the same for every command that compares runs.</summary>
internal static class PolicyOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create() => CommonOptions.One(
        "--policy", "FILE", "What is critical, advisory or ignored, with which margin: JSON, see docs/compare.md");

    /// <summary>What can be read of it, every mistake kept; null for none, or for a file that is no JSON.</summary>
    public static GatePolicy? Read(Option<string?> option, ArgumentReader read, string directory)
    {
        if (read.Parse.GetValue(option) is not { } file)
            return null;
        var (policy, mistakes) = read.Try(() => GatePolicyFile.Parse(Path.GetFullPath(file, directory)));
        foreach (var mistake in mistakes ?? [])
            read.Mistake(mistake);
        return policy;
    }
}
