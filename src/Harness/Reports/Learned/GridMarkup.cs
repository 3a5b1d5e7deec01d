using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>A square table of numbers, the stronger the colour the larger; columns are numbered as the rows are.</summary>
internal static class GridMarkup
{
    // A larger one is not read number by number; the picture beside the page shows it.
    private const int Most = 40;

    /// <summary>The table; a sentence where it is too large.</summary>
    public static Markup Of(FindingPicture.Grid picture)
    {
        var count = picture.Labels.Count;
        return count > Most
            ? Markup.Of($"""<p class="note">{picture.Title}: {count} × {count} numbers, in the files of the analysis.</p>{"\n"}""")
            : Markup.Of($"""
                <h4>{picture.Title}</h4>
                <p class="note">From {NumberText.Two(picture.Low)} <span class="ramp" role="img" aria-label="from pale to strong"></span> to
                {NumberText.Two(picture.High)}.</p>
                {Scroll.Of(picture.Title, Markup.Of($"""
                <table class="grid"><thead><tr><th scope="col"><span class="unseen">layer</span></th>{picture.Labels.Select((l, i) =>
                    Markup.Of($"<th class=\"n\" scope=\"col\" title=\"{l}\">{i + 1}</th>"))}</tr></thead>
                <tbody>
                {picture.Labels.Select((label, row) => Row(picture, label, row))}</tbody></table>
                """))}
                """);
    }

    private static Markup Row(FindingPicture.Grid picture, string label, int row) => Markup.Of($"""
        <tr><th scope="row">{row + 1} {label}</th>{picture.Labels.Select((_, column) => Cell(picture, picture.Values[row, column]))}</tr>

        """);

    private static Markup Cell(FindingPicture.Grid picture, double value) => double.IsFinite(value)
        ? Markup.Of($"<td class=\"h\" style=\"--h:{Share(picture, value)}%\">{NumberText.Two(value)}</td>")
        : Markup.Of($"<td class=\"h\">{NumberText.None}</td>");

    private static int Share(FindingPicture.Grid picture, double value) =>
        (int)Math.Round(100 * Math.Clamp((value - picture.Low) / (picture.High - picture.Low), 0, 1));
}
