using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Gate;

/// <summary>A comparison in lines of 80 columns, the verdict first.</summary>
internal static class GateLines
{
    /// <summary>The width of a terminal.</summary>
    public const int Width = 80;

    private const int MostRows = 20;
    private const int MostItems = 5;

    /// <summary>The lines; equivalent numbers are counted, the others listed.</summary>
    public static IEnumerable<string> Of(GateReport report) => Lines(report).SelectMany(line => PlainText.Wrapped(line, Width));

    private static IEnumerable<string> Lines(GateReport report)
    {
        yield return PlainText.Of(GateText.Headline(report));
        foreach (var caution in GateText.Cautions(report))
            yield return PlainText.Of(caution);
        var names = new ShortNames(report);
        var listed = report.Rows.Where(IsListed).OrderBy(r => r.Level).ThenBy(r => r.Verdict).ToList();
        foreach (var place in listed.Take(MostRows).GroupBy(r => GateText.Place(r.Cell)))
        {
            yield return "";
            yield return PlainText.Of(place.Key);
            yield return Columns("", "method", "metric", "difference", "95 % interval", "images");
            foreach (var line in place.SelectMany(row => Row(row, names)))
                yield return line;
        }
        if (listed.Count > MostRows)
            yield return $"… and {GateText.Count(listed.Count - MostRows, "more row")}: --json, --markdown.";
        if (names.Shortened(listed.Take(MostRows)) is { Count: > 0 } units)
            yield return PlainText.Of($"Options: {string.Join(' ', units)}");
        foreach (var line in Rest(report))
            yield return line;
    }

    private static IEnumerable<string> Rest(GateReport report)
    {
        yield return "";
        var advisory = report.Rows.Where(r => r.Level == CellLevel.Advisory).ToList();
        if (advisory.Count > 0)
            yield return $"Advisory: {string.Join(", ", advisory.CountBy(r => r.Verdict).OrderBy(c => c.Key)
                .Select(c => $"{NumberText.Exact(c.Value)} {GateText.Word(c.Key)}"))}.";
        foreach (var line in Some("States that changed", [.. report.States.Select(GateText.Of)])
            .Concat(Some("What differs between the runs", report.Differences))
            .Concat(Some(GateText.PooledTitle, GateText.Pooled(report)))
            .Concat(Some("Not compared", [.. report.NotCompared.Select(n => $"{n.What}: {n.Why}")])))
            yield return line;
        yield return Maps(report.Maps);
        yield return Runtime(report.Runtime);
        yield return "A difference is new minus old, turned so that positive is better.";
    }

    private static bool IsListed(GateRow row) => row.Verdict != CellVerdict.Equivalent
        && (row.Level == CellLevel.Critical || row.Verdict is CellVerdict.Worse or CellVerdict.Lost);

    private static IEnumerable<string> Row(GateRow row, ShortNames names)
    {
        var verdict = row.Level == CellLevel.Critical ? GateText.Word(row.Verdict) : $"({GateText.Word(row.Verdict)})";
        yield return Columns(
            verdict, names.Method(row), names.Metric(row), GateText.Signed(row.Difference), GateText.Interval(row, " "),
            NumberText.Exact(row.Images));
        foreach (var remark in new[] { GateText.Remark(row), row.Verdict == CellVerdict.Worse ? GateText.Images(row) : "" })
            if (remark.Length > 0)
                yield return $"  {PlainText.Of(remark)}";
    }

    private static string Columns(string verdict, string method, string metric, string difference, string interval, string images) =>
        string.Join(
            ' ', Left(verdict, 10), Left(method, 17), Left(metric, 18), difference.PadLeft(10), interval.PadLeft(14), images.PadLeft(6))
            .TrimEnd();

    private static string Left(string text, int width) => PlainText.Cut(PlainText.Of(text), width).PadRight(width);

    private static IEnumerable<string> Some(string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            yield break;
        yield return $"{title}:";
        foreach (var item in items.Take(MostItems))
            yield return $"  {PlainText.Of(item)}";
        if (items.Count > MostItems)
            yield return $"  … and {NumberText.Exact(items.Count - MostItems)} more";
    }

    private static string Maps(MapChanges maps)
    {
        if (maps.Why is { } why)
            return $"Maps: not compared, {why}.";
        var least = maps.Rows.Where(r => r.Same < r.Maps && r.Spearman is not null).MinBy(r => r.Spearman);
        return $"Maps: {NumberText.Exact(maps.Rows.Sum(r => r.Same))} of {NumberText.Exact(maps.Rows.Sum(r => r.Maps))} equal"
            + (least is null ? "." : PlainText.Of($"; least alike {least.Method} on {least.Model}, rank correlation "
                + $"{NumberText.Score(least.Spearman)}, cosine {NumberText.Score(least.Cosine)}."));
    }

    private static string Runtime(RuntimeChanges runtime)
    {
        if (runtime.Why is { } why)
            return $"Runtime: not compared, {why}.";
        var most = runtime.Rows.MaxBy(r => r.Ratio)!;
        return PlainText.Of($"Runtime: median ratio ×{NumberText.Cost(Median(runtime))}; most {most.Method} on {most.Model}, "
            + $"×{NumberText.Cost(most.Ratio)}.");
    }

    private static double Median(RuntimeChanges runtime)
    {
        var ratios = runtime.Rows.Select(r => r.Ratio).Order().ToList();
        return (ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2;
    }
}
