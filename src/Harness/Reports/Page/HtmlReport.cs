using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>report.html: everything in one file that opens offline and needs no script to be read.</summary>
public static class HtmlReport
{
    /// <summary>The file's text; a pure function of the results, without the time of day.</summary>
    public static string Render(RunResults results, Leaderboard leaderboard, MetricBoard metrics, IReadOnlyList<Chart> charts)
    {
        var info = results.Info;
        var gallery = GallerySection.Render(results, leaderboard);
        var judged = MetricsSection.Render(metrics, charts);
        var datasets = string.Join(", ", info.Datasets.Select(d => d.Name));
        var models = string.Join(", ", info.Models.Select(m => m.Name));
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>VisEval: {datasets}</title>
            <style>
            {Markup.Trusted(Style.Css)}
            </style>
            </head>
            <body>
            <header><div>
            <h1>VisEval <small>{datasets}</small></h1>
            <p>Visualization methods of image classifiers, measured: {models}. Preset {info.Preset}, seed {info.Seed}, VisEval {info.Version}.</p>
            <nav><a href="#leaderboard">Leaderboard</a>{Markup.When(gallery != Markup.Empty, Markup.Trusted("<a href=\"#gallery\">Gallery</a>"))}{Markup.When(judged != Markup.Empty, Markup.Trusted("<a href=\"#metrics\">The metrics</a>"))}<a href="#run">What was run</a><a href="#states">Without a number</a><a href="#failures">Failures</a><a href="#legend">How to read it</a></nav>
            </div></header>
            <main>
            {OverviewSection.Cards(results, leaderboard)}{LeaderboardSection.Render(results, leaderboard, metrics, charts)}
            {gallery}
            {judged}
            {OverviewSection.Run(results)}{StatesSection.Render(results)}{FailuresSection.Render(results.Failures)}{LegendSection.Render(info)}</main>
            <footer><div>VisEval {info.Version}</div></footer>
            <script>
            {Markup.Trusted(Script.Js)}
            </script>
            </body>
            </html>

            """).Source.ReplaceLineEndings("\n");
    }
}
