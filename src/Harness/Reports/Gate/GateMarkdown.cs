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
        Section(text, "Images", [.. report.Rows.Where(r => r.Verdict == CellVerdict.Worse).Select(ImagesOf).OfType<string>()]);
        Section(text, "States that changed", [.. report.States.Select(GateText.Of)]);
        Section(text, "What differs between the runs", report.Differences);
        Section(text, "Maps", [.. Maps(report.Maps)]);
        Section(text, "Runtime", [.. Runtime(report.Runtime)]);
        Section(text, GateText.PooledTitle, GateText.Pooled(report));
        Section(text, "Not compared", [.. report.NotCompared.Select(n => $"{n.What}: {n.Why}")]);
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

    private static string? ImagesOf(GateRow row) =>
        GateText.Images(row) is { Length: > 0 } images ? $"{GateText.Of(row.Cell)} ({GateText.Place(row.Cell)}): {images}" : null;

    private static IEnumerable<string> Maps(MapChanges maps) => maps.Why is { } why
        ? [$"Not compared: {why}"]
        : maps.Rows.Where(r => r.Same < r.Maps).OrderBy(r => r.Spearman).Select(r =>
            $"{r.Method} on {r.Model}: {r.Same} of {GateText.Count(r.Maps, "map")} equal, mean rank correlation "
            + $"{NumberText.Score(r.Spearman)}, cosine {NumberText.Score(r.Cosine)}{(r.Least is null ? "" : $", least alike {r.Least}")}");

    private static IEnumerable<string> Runtime(RuntimeChanges runtime) => runtime.Why is { } why
        ? [$"Not compared: {why}"]
        : runtime.Rows.OrderByDescending(r => r.Ratio).Select(r =>
            $"{r.Method} on {r.Model}: ×{NumberText.Cost(r.Ratio)} ({NumberText.Cost(r.Old)} ms before, {NumberText.Cost(r.New)} ms now)");

    private static void Section(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        text.Append($"\n<details><summary>{title} ({NumberText.Exact(items.Count)})</summary>\n\n");
        foreach (var item in items.Take(MostItems))
            text.Append($"* {MarkdownText.Escape(item)}\n");
        if (items.Count > MostItems)
            text.Append($"* … and {NumberText.Exact(items.Count - MostItems)} more\n");
        text.Append("\n</details>\n");
    }
}
