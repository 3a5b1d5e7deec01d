using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Learned;

/// <summary>A picture of a unit on the page.</summary>
internal static class UnitPicture
{
    /// <summary>The element, with all that is known of the picture for who enlarges it.</summary>
    /// <param name="row">The picture.</param>
    /// <param name="side">The longest side in pixels.</param>
    public static Markup Of(VisualizationRow row, int side) => WebPicture.Of(row.Png, side) is { } picture
        ? Markup.Of($"""<img alt="" src="{picture.Address}" data-t="{Facts(row)}">""")
        : Markup.Of($"<small>{GalleryPanel.Damaged}</small>");

    /// <summary>What stands below a picture: the unit's response, or how far it was missed.</summary>
    public static string Response(VisualizationRow row) => row switch
    {
        { Activation: { } response } => NumberText.Score(response),
        { RelativeError: { } error } => $"missed by {NumberText.Percent(error)}",
        _ => NumberText.None,
    };

    private static string Facts(VisualizationRow row) => string.Join(" · ", new[]
    {
        row.Activation is { } response ? $"response {NumberText.Score(response)}" : "",
        row.RelativeError is { } error ? $"missed by {NumberText.Percent(error)}" : "",
        row.Source ?? "",
        row.Forwards + row.Backwards > 0
            ? $"{NumberText.Whole(row.Forwards)} forwards, {NumberText.Whole(row.Backwards)} backwards"
            : "",
        row.Remark ?? "",
    }.Where(t => t.Length > 0));
}
