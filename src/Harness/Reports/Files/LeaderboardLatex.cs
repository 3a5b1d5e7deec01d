using System.Text;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Files;

/// <summary>leaderboard.tex: the first table of every network as LaTeX, for a paper; needs the package booktabs.</summary>
[RunFile(RunFiles.LeaderboardLatex)]
internal sealed class LeaderboardLatex : IReportArtefact
{
    private static readonly TableHeads Heads = new(LatexText.Escape, LatexText.Arrow);

    /// <inheritdoc/>
    public string Render(ReportContext context) => Render(context.Results, context.Leaderboard);

    internal static string Render(RunResults results, Leaderboard leaderboard)
    {
        var text = new StringBuilder();
        text.Append("% Needs \\usepackage{booktabs}; \\small or \\resizebox{\\linewidth}{!}{...} makes wide tables fit.\n");
        foreach (var warning in (IEnumerable<string>)[.. results.Warnings, .. AnytimeText.Of(results.Info)])
            text.Append($"% WARNING: {LatexText.Escape(warning)}\n");
        foreach (var table in leaderboard.Tables)
            Append(text, results.Info, table);
        return text.ToString();
    }

    private static void Append(StringBuilder text, RunInfo info, LeaderboardTable table)
    {
        var (shown, cost) = (Showcase.Of(table), Showcase.Cost(table));
        var head = Heads.Of(table, TableHeads.Standing, shown, cost is { } i ? [table.Costs[i]] : []);
        text.Append("\n\\begin{table}\n\\centering\n");
        text.Append($"\\caption{{{LatexText.Escape(table.Dataset)}, {LatexText.Escape(table.ModelText)}: means over explanations; bold: "
            + $"best method; italic: asks no model. {Heads.Run(info)}.}}\n");
        text.Append($"\\begin{{tabular}}{{l{new string('r', head.Count - 1)}}}\n\\toprule\n");
        Line(text, head);
        text.Append("\\midrule\n");
        foreach (var row in table.Rows)
            Line(text,
            [
                row.IsControl ? $"\\emph{{{LatexText.Escape(row.Method.Key)}}}" : LatexText.Escape(row.Method.Key),
                row.Standing is { } standing ? LatexText.Escape(standing.Places) : "--",
                LatexText.Number(NumberText.Score(row.Skill?.Value)),
                .. shown.Select(n => Cell(row.Cells[n])),
                .. cost is { } c ? [LatexText.Number(NumberText.Cost(row.Cost?.Values[c]?.Median))] : Array.Empty<string>(),
            ]);
        text.Append("\\bottomrule\n\\end{tabular}\n\\end{table}\n");
    }

    private static string Cell(LeaderboardCell cell)
    {
        var number = LatexText.Number(NumberText.Score(cell.Mean));
        return cell.IsBest ? $"\\textbf{{{number}}}" : number;
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(" & ", cells).Append(" \\\\\n");
}
