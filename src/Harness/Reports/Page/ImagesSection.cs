using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>The images on which methods fare worst, and those on which they differ most.</summary>
[ReportSection("images", 85, "Worst and most disputed images", Link = "Images")]
internal sealed class ImagesSection : IReportSection
{
    private const int Most = 5;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context
        .ByTable(t => t.Model is null ? Markup.Empty : Panel(context, t, ImageDifficulty.Of(context.Results, t)))
        .Under(Markup.Trusted("""
            <p class="note">Over the numbers that methods are ranked by. <b>Worst</b>: most methods are no better than the best control.
            <b>Most disputed</b>: the scores of the methods lie farthest apart (standard deviation over methods beside its mean over images;
            1 is usual).</p>

            """));

    private static Markup Panel(ReportContext context, LeaderboardTable table, IReadOnlyList<ImageDifficulty> images) => images.Count < 2
        ? Markup.Empty
        : Markup.Of($"""
            <div class="pair"><div><h4>Worst</h4>
            {List(context, table, images.OrderByDescending(i => i.Beaten), "no better", i => NumberText.Percent(i.Beaten))}</div>
            <div><h4>Most disputed</h4>
            {List(context, table, images.OrderByDescending(i => i.Spread), "spread", i => NumberText.Two(i.Spread))}</div></div>

            """);

    private static Markup List(
        ReportContext context, LeaderboardTable table, IEnumerable<ImageDifficulty> images, string what,
        Func<ImageDifficulty, string> shown) =>
        Scroll.Of(what, Markup.Of($"""
            <table><thead><tr><th colspan="2">image and class</th><th class="n">{what}</th><th>best</th><th>worst</th></tr></thead>
            <tbody>
            {images.Take(Most).Select(i => Markup.Of($"""
            <tr><td>{Picture(context.Results, table, i)}</td><td>{i.Image}
            <small>{RunText.ClassName(context.Results.Info, table.Dataset, i.Target)}{Prediction(context.Results, table, i)}</small></td>
            <td class="n">{shown(i)}</td><td>{i.Best}</td><td>{i.Worst}</td></tr>

            """))}</tbody></table>
            """));

    private static string Prediction(RunResults results, LeaderboardTable table, ImageDifficulty image) => results.Predictions
        .FirstOrDefault(p => p.Dataset == table.Dataset && p.Model == table.Model && p.Image == image.Image) is { } prediction
            ? $"; the network says {RunText.ClassName(results.Info, table.Dataset, prediction.Top1)}, "
                + NumberText.Percent(prediction.Probability)
            : "";

    // Of a large dataset the pictures of the first images only are kept.
    private static Markup Picture(RunResults results, LeaderboardTable table, ImageDifficulty image) => results.Pictures
        .FirstOrDefault(p => p.Dataset == table.Dataset && p.Model == table.Model && p.Image == image.Image) is { } picture
            ? Overlay.Thumbnail(picture.Png, 64) is { } thumbnail
                ? Markup.Of($"""<img class="small" alt="" src="{MapTile.DataUri(thumbnail.Png)}">""")
                : Markup.Of($"<span>{GalleryPanel.Damaged}</span>")
            : Markup.Empty;
}
