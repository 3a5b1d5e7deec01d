using VisEval.Cli.Hosting;
using VisEval.Cli.Planning;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Merging;

namespace VisEval.Cli.Distribution;

/// <summary>What parts of a run contradict each other in and what they lack, on standard error.</summary>
internal static class MergeView
{
    private const int Lines = 12;

    /// <summary>Writes it; nothing for a complete run.</summary>
    public static void Write(MergeOutcome outcome, string directory, CliHost host)
    {
        if (outcome.Conflicts.Count > 0)
        {
            host.Error.WriteLine(
                $"{PlanText.Number(outcome.Conflicts.Count)} conflict{(outcome.Conflicts.Count == 1 ? "" : "s")}: the parts say different"
                + " things of the same, and the first one stands. Each is a row of "
                + $"{Path.Combine(directory, RunFiles.Conflicts)}:");
            List([.. outcome.Conflicts.Take(Lines + 1).Select(c => c.ToString())], outcome.Conflicts.Count, host);
        }
        else if (outcome.Contradictions > 0)
            host.Error.WriteLine(
                $"Of earlier merges {PlanText.Number(outcome.Contradictions)} "
                + $"conflict{(outcome.Contradictions == 1 ? " stands" : "s stand")}, see {Path.Combine(directory, RunFiles.Conflicts)}. "
                + RunStanding.Advice(RunInfoJson.Read(Info(directory)), directory));
        if (outcome.Missing.IsNone)
            return;
        var sentences = MissingText.Of(outcome.Missing).ToList();
        host.Error.WriteLine(
            $"Not complete: {PlanText.Number(outcome.Missing.Cells.Count)} cells and what is named here are missing. Each is "
            + $"a row of {Path.Combine(directory, RunFiles.Missing)}:");
        List(sentences, sentences.Count, host);
        if (outcome.Absent.Count > 0)
            host.Error.WriteLine($"  Of the {outcome.Absent[0].Count} shards these were not merged: {Numbers(outcome.Absent)}.");
        host.Error.WriteLine($"To complete it: viseval merge the missing parts --out \"{directory}\", or here: viseval run "
            + $"\"{Info(directory)}\" --out \"{directory}\"");
    }

    private static string Info(string directory) => Path.Combine(directory, RunFiles.Info);

    private static string Numbers(IReadOnlyList<Shard> shards) =>
        string.Join(", ", shards.Take(Lines).Select(s => s.ToString())) + (shards.Count > Lines ? $" and {shards.Count - Lines} more" : "");

    private static void List(List<string> sentences, int count, CliHost host)
    {
        foreach (var sentence in sentences.Take(Lines))
            host.Error.WriteLine($"  {sentence}");
        if (count > Lines)
            host.Error.WriteLine($"  and {PlanText.Number(count - Lines)} more.");
    }
}
