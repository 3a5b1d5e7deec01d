using VisEval.Core;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>What one analysis found: its pictures, those of a network under its tab, then its tables.</summary>
/// <param name="results">The run.</param>
/// <param name="found">What was found.</param>
/// <param name="strip">Small pictures of the dataset's images; null for none.</param>
internal sealed class FindingsPanel(RunResults results, AnalysisFindings found, ImageStrip? strip)
{
    // More pictures below each other than these are behind tabs of their own.
    private const int MostTogether = 2;

    private readonly FindingNumbers _numbers = new(Seed.Of(results.Info.Seed).For(found.FileName));

    private readonly Dictionary<(string Model, string Image), PredictionRow> _predictions = results.Predictions
        .Where(p => p.Dataset == found.Dataset).GroupBy(p => (p.Model, p.Image)).ToDictionary(g => g.Key, g => g.First());

    /// <summary>The panel.</summary>
    /// <param name="meaning">What the analysis is, by its documentation.</param>
    /// <param name="remarks">What its documentation says further; empty for nothing.</param>
    public Markup Render(string meaning, string remarks)
    {
        var (analysis, pictures) = (
            results.Info.Representation?.Analyses.FirstOrDefault(a => a.Key == found.Analysis), found.Findings.Pictures);
        var where = results.Info.Datasets.Count > 1 ? $", {found.Dataset}" : "";
        var byNetwork = found.Models.Select(m => (Title: $"{found.Dataset} · {m}", Own: pictures.Where(p => p.Network == m).ToList()))
            .Where(m => m.Own.Count > 0).ToList();
        return Markup.Of($"""
            <h3>{KeyText.Breakable(found.Analysis)}{where}</h3>
            <p class="note">{meaning}</p>
            {Markup.When(remarks.Length > 0, Markup.Of(
                $"<details><summary>how to read it</summary><p class=\"note\">{remarks}{Source(analysis)}</p></details>\n"))}
            {Markup.When(byNetwork.Count > 0, Tabs.Of(byNetwork.Select(m => (m.Title, Together(m.Own)))))}
            {Together([.. pictures.Where(p => !found.Models.Contains(p.Network ?? ""))])}
            {found.Findings.Tables.Where(IsRead).Select(t => new FoundTable(t, _numbers).Render())}
            """);
    }

    private static string Source(AnalysisInfo? analysis) => analysis is { Paper.Length: > 0 } ? $" Source: {analysis.Paper}." : "";

    // A table of images says what the points say already.
    private bool IsRead(FindingTable table) =>
        !found.Findings.Pictures.OfType<FindingPicture.Points>().Any() || table.Columns.All(c => c.Name != "image");

    private Markup Together(IReadOnlyList<FindingPicture> pictures) => pictures.Count switch
    {
        0 => Markup.Empty,
        > MostTogether => Tabs.Alone("picture", ShortTitles.Of([.. pictures.Select(p => p.Title)]).Zip(pictures.Select(Of))),
        _ => Markup.Of($"""
            <div class="pair">{pictures.Select(p => Markup.Of($"<div>{Of(p)}</div>\n"))}</div>

            """),
    };

    private Markup Of(FindingPicture picture) => picture switch
    {
        FindingPicture.Points points => new PointsMarkup(points, strip, image => Said(points.Network, image)).Render(),
        FindingPicture.Bars bars => BarsMarkup.Of(bars, _numbers, Corrected(bars)),
        FindingPicture.Grid grid => GridMarkup.Of(grid),
        _ => throw new ArgumentException($"The page cannot show a {picture.GetType().Name}.", nameof(picture)),
    };

    // By the row of the table, as its CSV file has it.
    private IReadOnlyList<double?> Corrected(FindingPicture.Bars bars) =>
        found.Findings.Tables.FirstOrDefault(t => t.Name == bars.Table) is { } table
            && table.Columns.Index().FirstOrDefault(c => c.Item.Kind == ColumnKind.Test) is { Item: not null, Index: var test }
                ? Holm.Adjust([.. table.Rows.Select(r => _numbers.Value(r.Cells[test]))])
                : [];

    private string Said(string? network, string image) =>
        _predictions.TryGetValue((network ?? "", image), out var prediction)
            ? $"the network says {RunText.ClassName(results.Info, found.Dataset, prediction.Top1)}, "
                + NumberText.Percent(prediction.Probability)
            : "";
}
