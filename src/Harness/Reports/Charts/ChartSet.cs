using System.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Every plot of a run.</summary>
internal static class ChartSet
{
    /// <summary>By table: the mean curves, then time against faithfulness.</summary>
    public static IReadOnlyList<Chart> From(RunResults results, Leaderboard leaderboard)
    {
        var styles = MethodStyle.For(results.Info.Methods);
        var charts = new List<Chart>();
        var names = new HashSet<string>();
        foreach (var (scope, table) in Scope.Of(results).Zip(leaderboard.Tables))
        {
            var drawings = CurveChart.Draw(scope, table, styles).ToList();
            if (CostChart.Draw(table, styles) is { } cost)
                drawings.Add(("time against faithfulness", cost));
            foreach (var (title, canvas) in drawings)
                charts.Add(new Chart(
                    table.Dataset, table.Model, title,
                    FileName($"{table.Dataset} {table.Model ?? "all"} {title}", names),
                    canvas.Width > 1000,
                    canvas.Render($"c{charts.Count}")));
        }
        return charts;
    }

    // Keys hold characters that file systems or shells dislike; names that become equal are numbered.
    private static string FileName(string words, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (var c in words)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' ? c : '-');
        var candidate = name.ToString();
        for (var number = 2; !taken.Add(candidate.ToLowerInvariant()); number++)
            candidate = $"{name}-{number}";
        return candidate + ".svg";
    }
}
