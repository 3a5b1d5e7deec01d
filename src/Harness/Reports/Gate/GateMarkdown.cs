using System.Text;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Gate;

/// <summary>A comparison as a comment on a pull request.</summary>
internal static class GateMarkdown
{
    // What a comment can hold, and what a reader reads.
    private const int MostRows = 60;
    private const int MostItems = 30;

    /// <summary>The text; equivalent numbers are counted, the others listed.</summary>
    public static string Render(GateReport report)
    {
        var text = new StringBuilder($"## VisEval: {GateText.Word(report.Verdict)}\n\n");
        text.Append($"{MarkdownText.Escape(GateText.Headline(report))}\n");
        foreach (var caution in GateText.Cautions(report).Append(GateText.Warning(report)).OfType<string>())
            text.Append($"\n> {MarkdownText.Escape(caution)}\n");
        Table(text, "", [.. Listed(report, CellLevel.Critical)]);
        Table(text, "Advisory", [.. Listed(report, CellLevel.Advisory)]);
        foreach (var section in GateSections.Of(report))
            Section(text, section.Title, section.Sentences);
        text.Append($"\nBaseline {MarkdownText.Escape(report.Baseline)}, current {MarkdownText.Escape(report.Current)}. ");
        text.Append("A difference is new minus old, turned so that positive is better, in the unit of the score, ");
        text.Append("with its 95 % interval over images. ");
        text.Append($"Worse: sign-flip test over images, Holm, {NumberText.Percent(report.Policy.Alpha)}.\n");
        return text.ToString();
    }

    private static IEnumerable<GateRow> Listed(GateReport report, CellLevel level) =>
        report.Rows.Where(r => r.Level == level && r.Verdict != CellVerdict.Equivalent).OrderBy(r => r.Verdict);

    private static void Table(StringBuilder text, string title, IReadOnlyList<GateRow> rows)
    {
        if (rows.Count == 0)
            return;
        text.Append(title.Length > 0 ? $"\n**{title}**\n" : "");
        text.Append("\n| verdict | dataset, network | method | metric | difference | 95 % | images | |\n");
        text.Append("| --- | --- | --- | --- | ---: | --- | ---: | --- |\n");
        foreach (var row in rows.Take(MostRows))
            text.Append("| ").AppendJoin(" | ", Fields(row).Select(MarkdownText.Escape)).Append(" |\n");
        if (rows.Count > MostRows)
            text.Append($"\n… and {GateText.Count(rows.Count - MostRows, "more row")}.\n");
    }

    private static string[] Fields(GateRow row) =>
    [
        GateText.Word(row.Verdict), GateText.Place(row.Cell), row.Cell.Method.Shown, GateText.Number(row.Cell),
        GateText.Signed(row.Difference), GateText.Interval(row, " to "), NumberText.Exact(row.Images), GateText.Remark(row),
    ];

    private static void Section(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        text.Append($"\n<details><summary>{title} ({NumberText.Exact(items.Count)})</summary>\n\n");
        foreach (var item in items.Take(MostItems))
            text.Append($"* {MarkdownText.Escape(item)}\n");
        if (items.Count > MostItems)
            text.Append($"* … and {NumberText.Exact(items.Count - MostItems)} more\n");
        text.Append("\n</details>\n");
    }
}
