using System.Text.Json;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>What is known of each number of a table beyond what its cell shows, as data that the page's script spells out when the cell is
/// pressed.</summary>
/// <remarks>An attribute a cell: images, explanations with the number, all explanations, the ends of the interval, the place of the verdict
/// among the verdicts of the table, its p-value, the mean gain and the gain that would be found; empty where there is none.</remarks>
internal sealed class CellFacts
{
    private readonly List<string> _verdicts;

    /// <summary>Of the numbers of a table.</summary>
    public CellFacts(LeaderboardTable table) => _verdicts =
        [.. table.Rows.SelectMany(r => r.Cells).Select(c => RunText.Words(c.Verdict)).Distinct()];

    /// <summary>The attribute of the table: the verdicts in words.</summary>
    public Markup Verdicts => Markup.Of($" data-verdicts=\"{JsonSerializer.Serialize(_verdicts)}\"");

    /// <summary>The attribute of a cell.</summary>
    public Markup Of(LeaderboardRow row, int column)
    {
        var cell = row.Cells[column];
        var (ends, verdict) = (cell.Interval?.Ends, cell.Verdict);
        string[] facts =
        [
            NumberText.Exact(cell.Images), NumberText.Exact(cell.Counts.Ok), NumberText.Exact(cell.Counts.Total), Text(ends?.Low),
            Text(ends?.High), NumberText.Exact(_verdicts.IndexOf(RunText.Words(verdict))), Text(RunText.Probability(verdict)),
            Text(verdict.Gain), Text(verdict.Detectable),
        ];
        return Markup.Of($" data-d=\"{string.Join('|', facts)}\"");
    }

    private static string Text(double? value) => value is null ? "" : NumberText.Score(value);
}
