using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>Failures on the terminal: one line for each thing that went wrong, however often.</summary>
internal static class FailureSummary
{
    private const int Lines = 12;

    /// <summary>Writes the most frequent failures: how often, where, why.</summary>
    public static void Write(IReadOnlyList<FailureRow> failures, TextWriter writer)
    {
        var kinds = failures
            .GroupBy(f => (f.Model, f.Method, f.Metric, f.Error))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.ToString(), StringComparer.Ordinal).ToList();
        foreach (var kind in kinds.Take(Lines))
        {
            var where = string.Join(", ", new[] { kind.Key.Model, kind.Key.Method, kind.Key.Metric }.Where(part => part.Length > 0));
            writer.WriteLine($"  {kind.Count()}× {where}: {kind.Key.Error}");
        }
        if (kinds.Count > Lines)
            writer.WriteLine($"  and {kinds.Count - Lines} other kinds.");
    }
}
