using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>Bars with intervals, one a line; an upright line marks what chance gives.</summary>
internal static class BarsMarkup
{
    // The rest is in the picture beside the page.
    private const int Most = 25;

    /// <summary>The table of bars.</summary>
    /// <param name="picture">The bars.</param>
    /// <param name="numbers">Works out their numbers.</param>
    /// <param name="corrected">The corrected p of every row of the table that the bars show; empty for none.</param>
    public static Markup Of(FindingPicture.Bars picture, FindingNumbers numbers, IReadOnlyList<double?> corrected)
    {
        List<Line> lines =
        [
            .. picture.Lines.Take(Most).Select(l => new Line(
                l.Label, numbers.Value(l.Length), numbers.Interval(l.Length), l.Compared,
                l.Row is { } row && row < corrected.Count ? corrected[row] : null)),
        ];
        List<double> ends =
        [
            .. lines.SelectMany(l => new[] { l.Value, l.Interval?.Low, l.Interval?.High, l.Chance }).Append(picture.Mark).OfType<double>()
                .Where(double.IsFinite).Append(0),
        ];
        var scale = new IntervalBar(ends.Min(), ends.Max());
        Column[] columns =
        [
            new("value", l => Number(l.Value, lines)),
            new("95 % interval", l => l.Interval is { } i ? $"{NumberText.Score(i.Low)} – {NumberText.Score(i.High)}" : ""),
            new("by chance", l => Number(l.Chance, lines)), new("p (Holm)", l => l.Corrected is { } p ? NumberText.Score(p) : ""),
        ];
        List<Column> shown = [.. columns.Where(c => lines.Any(l => c.Of(l).Length > 0))];
        var more = picture.Lines.Count > lines.Count ? $" The first {lines.Count} of {picture.Lines.Count}." : "";
        var mark = picture.Mark is { } m ? $"The dashed line stands at {NumberText.Score(m)}." : "";
        return Markup.Of($"""
            <h4>{picture.Title}</h4>
            {Markup.When(more.Length + mark.Length > 0, Markup.Of($"<p class=\"note\">{mark}{more}</p>\n"))}
            {Scroll.Of(picture.Title, Markup.Of($"""
            <table class="bars"><thead><tr><th scope="col"><span class="unseen">what</span></th><th scope="col">{picture.Axis}</th>
            {shown.Select(c => Markup.Of($"<th class=\"n\" scope=\"col\">{c.Title}</th>"))}</tr></thead>
            <tbody>
            {lines.Select(l => Row(l, scale, picture.Mark, shown))}</tbody></table>
            """))}
            """);
    }

    private static Markup Row(Line line, IntervalBar scale, double? limit, IReadOnlyList<Column> columns) => Markup.Of($"""
        <tr><th scope="row">{line.Label}</th>
        <td>{(line.Value is { } value ? scale.Of(value, line.Interval, line.Chance, true, limit) : Markup.Empty)}</td>
        {columns.Select(c => Markup.Of($"<td class=\"n\">{c.Of(line)}</td>"))}</tr>

        """);

    // Counts have no decimals.
    private static string Number(double? value, IReadOnlyList<Line> lines) => value is not { } number ? ""
        : lines.All(l => l.Value is null || double.IsInteger(l.Value.Value)) && lines.All(l => l.Interval is null)
            ? NumberText.Whole(number)
            : NumberText.Score(number);

    private sealed record Line(string Label, double? Value, Interval? Interval, double? Chance, double? Corrected);

    private sealed record Column(string Title, Func<Line, string> Of);
}
