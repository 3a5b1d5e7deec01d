using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Learned;

/// <summary>The numbers of a network's visualizers: a row a visualizer, controls below, a column a number.</summary>
/// <param name="title">What they are of.</param>
/// <param name="rows">The numbers.</param>
internal sealed class UnitScores(string title, IReadOnlyList<PictureSummaryRow> rows)
{
    private readonly IReadOnlyList<(string Metric, ScoreInfo Number)> _columns =
        [.. rows.Select(r => (r.Metric, r.Number)).DistinctBy(n => (n.Metric, n.Number.Name))];

    /// <summary>The table; nothing without numbers.</summary>
    public Markup Render() => rows.Count == 0 ? Markup.Empty : Scroll.Of(title, Markup.Of($"""
        <table class="board scores">
        <thead><tr><th class="m" scope="col"><button type="button" class="sort">visualizer</button></th>{_columns.Select(Head)}</tr></thead>
        {Body("", rows.Where(r => !r.IsControl))}{Body("Controls", rows.Where(r => r.IsControl))}</table>
        """), "tall");

    private Markup Head((string Metric, ScoreInfo Number) column)
    {
        var name = column.Metric == column.Number.Name ? column.Metric : $"{column.Metric} {column.Number.Name}";
        var chance = rows.FirstOrDefault(r => IsOf(r, column))?.Chance;
        return Markup.Of($"""
            <th class="n" scope="col" data-first="{(column.Number.Direction == Direction.Higher ? "down" : "up")}">
            <button type="button" class="sort">{KeyText.Breakable(name)} {column.Number.Arrow}</button>{Markup.When(
                chance is not null, Markup.Of($"<small>chance {NumberText.Score(chance)}</small>"))}</th>
            """);
    }

    private Markup Body(string heading, IEnumerable<PictureSummaryRow> own)
    {
        var visualizers = own.GroupBy(r => r.Visualizer).ToList();
        var line = Markup.When(heading.Length > 0, Markup.Of(
            $"<tr class=\"line\"><th colspan=\"{_columns.Count + 1}\" scope=\"rowgroup\"><span>{heading}</span></th></tr>\n"));
        return visualizers.Count == 0 ? Markup.Empty : Markup.Of($"""
            <tbody>
            {line}{visualizers.Select(Row)}</tbody>

            """);
    }

    private Markup Row(IGrouping<string, PictureSummaryRow> visualizer)
    {
        var group = visualizer.First().IsControl ? Markup.Trusted(" data-g=\"control\"") : Markup.Empty;
        return Markup.Of($"""
            <tr data-name="{visualizer.Key}"{group}><th class="m" scope="row">{KeyText.Breakable(visualizer.Key)}</th>
            {_columns.Select(c => visualizer.FirstOrDefault(r => IsOf(r, c)) is { } row ? Cell(row) : None)}</tr>

            """);
    }

    private static bool IsOf(PictureSummaryRow row, (string Metric, ScoreInfo Number) column) =>
        (row.Metric, row.Number.Name) == (column.Metric, column.Number.Name);

    private static Markup None { get; } = Markup.Trusted("<td class=\"n\" data-v=\"\">–</td>");

    private Markup Cell(PictureSummaryRow row)
    {
        var range = new IntervalBar(row.Number.Minimum, row.Number.Maximum);
        var key = row.Number.Ideal is null ? row.Value : row.Value is { } v ? -row.Number.Merit(v) : null;
        var bar = row.Value is { } value ? range.Of(value, row.Interval, row.Chance) : Markup.Empty;
        return Markup.Of($"""
            <td class="n" data-v="{NumberText.Exact(key)}" title="{Words(row)}">{NumberText.Score(row.Value)}{bar}{Lines(row)}</td>
            """);
    }

    private IEnumerable<Markup> Lines(PictureSummaryRow row)
    {
        if (row.Interval is { } ends)
            yield return Small($"{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}");
        if (row.Better.Count > 0)
            yield return Small($"better than {Named(row.Better, row.Compared)}");
        if (row.Worse.Count > 0)
            yield return Small($"worse than {Named(row.Worse, row.Compared)}");
        foreach (var (state, count) in row.Without)
            yield return Small($"{count}× {state.Replace(":", ": ", StringComparison.Ordinal)}");
    }

    // A long list of names would make the column as wide as the window; a click tells them all.
    private static string Named(IReadOnlyList<string> controls, int compared) => controls.Count == 1 ? controls[0]
        : controls.Count == compared ? $"all {compared} controls"
        : $"{controls.Count} of {compared} controls";

    private static string Words(PictureSummaryRow row)
    {
        string[] told =
        [
            row.Interval is { } ends ? $"95 % interval {NumberText.Score(ends.Low)} to {NumberText.Score(ends.High)}" : "",
            row.Units > 0 ? $"over {RunText.Count(row.Units, "unit")}" : "",
            row.Chance is { } chance ? $"chance {NumberText.Score(chance)}" : "",
            row.Better.Count > 0 ? $"better than {string.Join(", ", row.Better)}" : "",
            row.Worse.Count > 0 ? $"worse than {string.Join(", ", row.Worse)}" : "",
            row is { IsControl: false, Better.Count: 0, Worse.Count: 0, Number.IsMeasured: false, Value: not null }
                ? "not shown to differ from a control"
                : "",
            .. row.Without.Select(w => $"{w.Count} without a number, {w.State}"),
            row.WhyNoInterval is { } why ? $"no interval, {why}" : "",
        ];
        return string.Join("; ", told.Where(t => t.Length > 0));
    }

    private static Markup Small(string text) => Markup.Of($"<small>{text}</small>");
}
