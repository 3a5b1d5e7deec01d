using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary>The last line of a run.</summary>
internal static class ClosingText
{
    /// <summary><c>96 numbers, 28 pictures, 4 findings in 7.3 s; pictures in DIR, findings in DIR.</c></summary>
    /// <param name="results">The results.</param>
    /// <param name="directory">The run directory.</param>
    /// <param name="elapsed">The time from the start of the command.</param>
    public static string Of(RunResults results, string directory, TimeSpan elapsed)
    {
        List<(int Count, string Noun, string? Folder)> made =
        [
            (results.Scores.Count, "number", null),
            (results.Visualizations.Sum(v => v.Pictures.Count), "picture", RunFiles.Visualizations),
            (results.Findings.Count, "finding", RunFiles.Findings),
        ];
        // Numbers are always told; of the others only what there is.
        var told = made.Where(m => m.Count > 0 || m.Folder is null).ToList();
        var places = told.Where(m => m.Folder is not null).Select(m => $"{m.Noun}s in {Path.Combine(directory, m.Folder!)}").ToList();
        return $"{string.Join(", ", told.Select(m => PlanText.Count(m.Count, m.Noun)))} in {Duration.Text(elapsed)}"
            + $"{(places.Count == 0 ? "" : $"; {string.Join(", ", places)}")}.";
    }
}
