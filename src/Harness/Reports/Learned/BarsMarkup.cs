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
    public static Markup Of(FindingPicture.Bars picture, FindingNumbers numbers)
    {
        List<Line> lines =
        [
            .. picture.Lines.Take(Most).Select(l => new Line(l.Label, numbers.Value(l.Length), numbers.Interval(l.Length), l.Compared)),
        ];
        List<double> ends =
        [
            .. lines.SelectMany(l => new[] { l.Value, l.Interval?.Low, l.Interval?.High, l.Chance }).Append(picture.Mark).OfType<double>()
                .Where(double.IsFinite).Append(0),
        ];
        var scale = new IntervalBar(ends.Min(), ends.Max());
        var (ranged, compared) = (lines.Any(l => l.Interval is not null), lines.Any(l => l.Chance is not null));
        var more = picture.Lines.Count > lines.Count ? $" The first {lines.Count} of {picture.Lines.Count}." : "";
        var mark = picture.Mark is { } m ? $"The dashed line stands at {NumberText.Score(m)}." : "";
        return Markup.Of($"""
            <h4>{picture.Title}</h4>
            {Markup.When(more.Length + mark.Length > 0, Markup.Of($"<p class=\"note\">{mark}{more}</p>\n"))}
            {Scroll.Of(picture.Title, Markup.Of($"""
            <table class="bars"><thead><tr><th scope="col"><span class="unseen">what</span></th><th scope="col">{picture.Axis}</th>
            <th class="n" scope="col">value</th>{Head(ranged, "95 % interval")}{Head(compared, "by chance")}</tr></thead>
            <tbody>
            {lines.Select(l => Row(l, scale, picture.Mark, ranged, compared))}</tbody></table>
            """))}
            """);
    }

    private static Markup Head(bool shown, string title) => Markup.When(shown, Markup.Of($"""<th class="n" scope="col">{title}</th>"""));

    private static Markup Row(Line line, IntervalBar scale, double? limit, bool ranged, bool compared) => Markup.Of($"""
        <tr><th scope="row">{line.Label}</th>
        <td>{(line.Value is { } value ? scale.Of(value, line.Interval, line.Chance, true, limit) : Markup.Empty)}</td>
        <td class="n">{NumberText.Score(line.Value)}</td>
        {Markup.When(ranged, Markup.Of($"<td class=\"n\">{Ends(line.Interval)}</td>"))}
        {Markup.When(compared, Markup.Of($"<td class=\"n\">{NumberText.Score(line.Chance)}</td>"))}</tr>

        """);

    private static string Ends(Interval? interval) =>
        interval is { } ends ? $"{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}" : NumberText.None;

    private sealed record Line(string Label, double? Value, Interval? Interval, double? Chance);
}
