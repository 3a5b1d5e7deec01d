using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>report.html: everything in one file that opens offline and needs no script to be read.</summary>
[RunFile(RunFiles.Report)]
internal sealed class HtmlReport : IReportArtefact
{
    /// <summary>The file's text, without the time of day.</summary>
    public string Render(ReportContext context)
    {
        var info = context.Results.Info;
        var datasets = string.Join(", ", info.Datasets.Select(d => d.Name));
        var sections = ReportParts.Sections().AsParallel().AsOrdered().Select(s => (s.Facts, Content: s.Section.Render(context)))
            .Where(s => s.Content != Markup.Empty).ToList();
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>VisEval: {datasets}</title>
            <style>
            {Markup.Trusted(Style.Css)}
            {Markup.Trusted(BoardStyle.Css)}
            {Markup.Trusted(GalleryStyle.Css)}
            {Markup.Trusted(LearnedStyle.Css)}
            {Markup.Trusted(CellPanel.Css)}
            </style>
            </head>
            <body>
            <a class="skip" href="#page">to the content</a>
            <header><div>
            <h1>VisEval <small>{datasets}</small></h1>
            <nav aria-label="sections">{sections.Where(s => s.Facts.Title.Length > 0).Select(s => Link(s.Facts))}</nav>
            </div></header>
            <main id="page">
            {sections.Select(s => Section(s.Facts, s.Content))}</main>
            <footer><div>VisEval {info.Version}, preset {info.Preset}, seed {info.Seed}. Tables as CSV and plots as SVG stand beside this
            file.</div></footer>
            {CellPanel.Element}
            <script>
            {Markup.Trusted(Script.Js)}
            {Markup.Trusted(GalleryScript.Js)}
            {Markup.Trusted(LearnedScript.Js)}
            {Markup.Trusted(CellPanel.Js)}
            </script>
            </body>
            </html>

            """).Source.ReplaceLineEndings("\n");
    }

    private static Markup Link(ReportSectionAttribute facts) => Markup.Of($"""<a href="#{facts.Id}">{facts.Link ?? facts.Title}</a>""");

    private static Markup Section(ReportSectionAttribute facts, Markup content) => facts.Title.Length == 0
        ? content
        : Markup.Of($"""
            <h2 id="{facts.Id}">{facts.Title}</h2>
            {content}

            """);
}
