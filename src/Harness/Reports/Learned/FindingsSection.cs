using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>What the layers of the networks hold: what every analysis found.</summary>
[ReportSection("layers", 84, "What the layers hold", Link = "Layers")]
internal sealed class FindingsSection : IReportSection
{
    // The bytes of small pictures of images, shared equally among the datasets.
    private const int Budget = 400_000;

    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var results = context.Results;
        if (results.Findings.Count == 0)
            return Markup.Empty;
        var sources = context.Known.Sources;
        var meanings = UnitMeanings.Of<IRepresentationAnalysis>(sources);
        var remarks = UnitMeanings.RemarksOf<IRepresentationAnalysis>(sources);
        var datasets = results.Findings.Where(f => f.Findings.Pictures.OfType<FindingPicture.Points>().Any()).Select(f => f.Dataset)
            .Distinct().ToList();
        var strips = datasets.Index().ToDictionary(d => d.Item, d => ImageStrip.Of(
            $"strip{d.Index}", [.. results.SmallImages.Where(i => i.Dataset == d.Item)], Budget / datasets.Count));
        string NameOf(string key) =>
            results.Info.Representation?.Analyses.FirstOrDefault(a => a.Key == key)?.Name ?? KeyText.Split(key).Name.Split('@')[0];
        return Markup.Of($"""
            <p class="note">Tables and pictures of layers, not of single images. Bars are intervals of 95 %, p is corrected over all rows of
            a table (Holm). The same as CSV and PNG is in the folder findings.</p>
            {strips.Values.Select(s => s?.Style ?? Markup.Empty)}
            {results.Findings.Select(f => new FindingsPanel(results, f, strips.GetValueOrDefault(f.Dataset))
                .Render(meanings.GetValueOrDefault(NameOf(f.Analysis), ""), remarks.GetValueOrDefault(NameOf(f.Analysis), "")))}
            """);
    }
}
