using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>The leaderboard on the terminal.</summary>
internal static class LeaderboardView
{
    /// <summary>Writes it.</summary>
    public static void Write(RunResults results, CliHost host) => host.Out.WriteLine(results.Info.Version);
}
