using System.CommandLine;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;

namespace VisEval.Cli.Options;

/// <summary><c>--ranking FILE</c>: how methods are ranked.</summary>
internal static class RankingOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Option() => CommonOptions.One(
        "--ranking", "FILE",
        "How methods are ranked, as JSON (docs/ranking.md): which metrics vote, weights, error rate, admission. Changes no score. "
        + "Default: every metric votes for what it declares to measure");

    /// <summary>What can be read of the file, so that what it names is checked together with its form; null where none is given.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="option">The option.</param>
    /// <param name="directory">What a relative path starts at.</param>
    public static RankingRule? Read(ArgumentReader read, Option<string?> option, string directory)
    {
        if (read.Parse.GetValue(option) is not { } path
            || read.Try(() => RankingRuleFile.Parse(Path.GetFullPath(path, directory))) is not { Rule: not null } found)
            return null;
        foreach (var mistake in found.Mistakes)
            read.Mistake(mistake);
        return found.Rule;
    }
}
