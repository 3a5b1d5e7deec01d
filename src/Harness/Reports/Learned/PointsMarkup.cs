using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Html;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>Points on a plane; where scripts run, a pointer, a finger or the arrow keys choose one, and a card says which image it is.
/// </summary>
/// <param name="picture">The points.</param>
/// <param name="strip">Small pictures of the images; null for none.</param>
/// <param name="said">What the network says of an image; empty where that is not known.</param>
internal sealed class PointsMarkup(FindingPicture.Points picture, ImageStrip? strip, Func<string, string> said)
{
    /// <summary>The drawing is this wide, in its own units.</summary>
    private const int Width = 640;
    private const int Height = 480;
    private const int Margin = 14;

    // More names are no help beside the points; the card names the group.
    private const int MostNames = 35;

    private IReadOnlyList<int> Shown { get; } =
        [.. Enumerable.Range(0, picture.At.Count).Where(i => double.IsFinite(picture.At[i].X) && double.IsFinite(picture.At[i].Y))];

    /// <summary>The figure; a sentence where no point has a place.</summary>
    public Markup Render()
    {
        if (Shown.Count == 0)
            return Markup.Of($"""<p class="note">{picture.Title}: no point has a place; the table says why.</p>{"\n"}""");
        var places = Places();
        var groups = Shown.Index().GroupBy(p => picture.Groups[p.Item]).OrderBy(g => g.Key).ToList();
        var label = $"{picture.Title}; arrow keys go from image to image, Page Up and Page Down through all of them";
        return Markup.Of($"""
            <figure class="points"><figcaption>{picture.Title}</figcaption>
            <div class="plane" tabindex="0" role="group" aria-label="{label}">
            {SvgFrame.Open(Width, Height, picture.Title)}{groups.Select(g => Group(g.Key, g.Select(p => places[p.Index])))}
            <circle class="ring" r="9" cx="-20" cy="-20"/></svg></div>
            <div class="about" aria-live="polite">
            <p class="note">{Counted.Of(Shown.Count, "image")}. Point at one, touch it, or use the arrow keys.</p></div>
            {Names(groups)}
            {new PointsData(picture, strip, said).Of(Shown, places)}</figure>

            """);
    }

    private static Markup Group(int group, IEnumerable<(double X, double Y)> places) => Markup.Of($"""
        <path fill="{GroupMark.Color(group)}" d="{string.Concat(places.Select(p => GroupMark.Path(group, p.X, p.Y)))}"/>

        """);

    private Markup Names<T>(IReadOnlyList<IGrouping<int, T>> groups) => Markup.When(groups.Count <= MostNames, Markup.Of($"""
        <ul class="key">{groups.Select(g => Markup.Of($"""
        <li><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path fill="{GroupMark.Color(g.Key)}"
        d="{GroupMark.Path(g.Key, 6, 6)}"/></svg>
        {picture.GroupNames[g.Key]} <small>{g.Count().ToString(CultureInfo.InvariantCulture)}</small></li>
        """))}</ul>
        """));

    // One scale for both directions: distances mean the same in each.
    private (double X, double Y)[] Places()
    {
        var (left, right) = (Shown.Min(i => picture.At[i].X), Shown.Max(i => picture.At[i].X));
        var (low, high) = (Shown.Min(i => picture.At[i].Y), Shown.Max(i => picture.At[i].Y));
        var scale = Math.Min(Scale(right - left, Width), Scale(high - low, Height));
        return
        [
            .. Shown.Select(i => (
                Width / 2.0 + (picture.At[i].X - (left + right) / 2) * scale,
                Height / 2.0 - (picture.At[i].Y - (low + high) / 2) * scale)),
        ];
    }

    private static double Scale(double range, int side) => range > 0 ? (side - 2 * Margin) / range : double.MaxValue;
}
