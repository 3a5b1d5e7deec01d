using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Page;

public sealed class HtmlReportTests
{
    private static string Render(RunResults run) => new HtmlReport().Render(ReportContext.Of(run, ReportMetrics.Known));

    [Test]
    public void Is_self_contained()
    {
        var html = Render(Small());
        var references =
            Regex.Matches(html, """(?:src|href|action|data|xlink:href)\s*=\s*["']?([^"'\s>]+)|url\(\s*["']?([^)"']+)|@import\s*(\S+)""")
                .Select(m => m.Groups[1].Value + m.Groups[2].Value + m.Groups[3].Value).ToList();
        Assert.That(references, Is.Not.Empty);
        Assert.That(
            references.Where(r => !r.StartsWith('#') && !r.StartsWith("data:image/png;base64,", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Regex.Replace(html, """xmlns(:xlink)?="http://www.w3.org/[^"]+""", ""), Does.Not.Contain("://"));
    }

    [Test]
    public void Every_link_leads_to_a_part_of_the_page_and_every_id_is_unique()
    {
        var html = Render(Small());
        var ids = Regex.Matches(html, @"\bid=""([^""]+)""").Select(m => m.Groups[1].Value).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(Regex.Matches(html, @"(?:href=""#|url\(#)([^"")]+)").Select(m => m.Groups[1].Value).Distinct(), Is.SubsetOf(ids));
    }

    [Test]
    public void Is_the_same_whenever_it_is_rendered() => Assert.That(Render(Small()), Is.EqualTo(Render(Small())));

    [Test]
    public void Names_and_messages_never_become_markup()
    {
        const string Evil = "<script>alert(1)</script>\"'&";
        var run = Empty([Method(Evil)], [Deletion with { Key = Evil, Paper = Evil }], Evil) with
        {
            Scores = [new ScoreRow(new CellKey(Evil, Evil, Evil, Evil, Evil, 0), "auc", 0.5, CellState.Ok)],
            Curves = [new CurveRow(new CellKey(Evil, Evil, Evil, Evil, Evil, 0), Evil, [0, 1], [1, 0])],
            Timings = [new TimingRow(Evil, Evil, Evil, 0, 1, 1, 1, 1)],
            Predictions = [new PredictionRow(Evil, Evil, Evil, [0], 0, 1)],
            Failures = [new FailureRow(Evil, Evil, Evil, Evil, Evil, 0, Evil)],
            Pictures = [new PictureRow(Evil, Evil, Evil, Picture(2, 2))],
            Maps = [new MapRow(Evil, Evil, Evil, Evil, 0, 1, 1, [9])],
        };
        run = run with
        {
            Info = run.Info with
            {
                Version = Evil,
                Preset = Evil,
                Datasets = [new DatasetInfo(Evil, Evil, Evil, [Evil], 1)],
                Machine = new Dictionary<string, string> { [Evil] = Evil },
            },
        };
        var html = Render(run);
        Assert.That(html, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
        Assert.That(Regex.Count(html, "<script>"), Is.EqualTo(1), "our own");
        Assert.That(html, Does.Not.Contain("alert(1)</"));
    }

    [Test]
    public void The_leaderboard_is_as_stored()
    {
        var html = Render(Small());
        var start = html.IndexOf("<h2 id=\"leaderboard\">", StringComparison.Ordinal);
        var end = html.IndexOf("<h2 id=\"curves\">", StringComparison.Ordinal);
        Expected.Matches(html[start..end], "Harness", "Reports", "Expectations", "board.html");
    }

    [Test]
    public void The_metrics_are_as_stored()
    {
        var html = Render(Small());
        var start = html.IndexOf("<h2 id=\"metrics\">", StringComparison.Ordinal);
        var end = html.IndexOf("<h2 id=\"gallery\">", StringComparison.Ordinal);
        Expected.Matches(html[start..end], "Harness", "Reports", "Expectations", "metrics.html");
    }

    [Test]
    public void Everything_after_the_gallery_is_as_stored()
    {
        var html = Render(Small());
        var start = html.IndexOf("<h2 id=\"states\">", StringComparison.Ordinal);
        var end = html.IndexOf("<footer>", StringComparison.Ordinal);
        Expected.Matches(html[start..end], "Harness", "Reports", "Expectations", "after-gallery.html");
    }

    [Test]
    public void The_gallery_shows_maps_and_says_why_one_is_missing()
    {
        var gallery = Render(Small());
        Assert.That(gallery, Does.Contain("<img class=\"map\" alt=\"\" src=\"data:image/png;base64,"));
        Assert.That(gallery, Does.Contain("data-g=\"control\"><i class=\"tile none\">degenerate: constant</i>"));
        Assert.That(
            gallery, Does.Match("data-m=\"gradient\" data-f=\"backpropagation\"\\s+data-g=\"\\w+\"><i class=\"tile none\">no map</i>"));
        Assert.That(gallery, Does.Match(@"<b>i0</b>\s*<span>the network says cat, 75\.0%</span>\s*<span>labels: cat</span>"));
    }

    [Test]
    public void A_map_missing_because_of_a_failure_says_failed()
    {
        var run = Small();
        run = run with { Failures = [.. run.Failures, new FailureRow("toy", "net", "gradient", "", "", null, "No rule.")] };
        Assert.That(Render(run), Does.Contain("<i class=\"tile none\">failed</i><span>gradient</span>"));
    }

    [Test]
    public void Every_heading_has_a_link_at_the_top_in_the_order_of_the_page()
    {
        var html = Render(Small());
        var headings = Regex.Matches(html, @"<h2 id=""([^""]+)""").Select(m => m.Groups[1].Value).ToList();
        Assert.That(headings, Is.EqualTo(new[]
        {
            "leaderboard", "curves", "localization", "cost", "metrics", "gallery", "states", "failures", "run", "legend",
        }));
        var nav = html[html.IndexOf("<nav", StringComparison.Ordinal)..html.IndexOf("</nav>", StringComparison.Ordinal)];
        Assert.That(Regex.Matches(nav, @"<a href=""#([^""]+)""").Select(m => m.Groups[1].Value), Is.EqualTo(headings));
    }

    [Test]
    public void An_empty_run_is_a_page_too()
    {
        var html = Render(Empty([], [], "net"));
        Assert.That(html, Does.Contain("The run has no results."));
        Assert.That(html, Does.Not.Contain("id=\"gallery\""));
        Assert.That(html, Does.EndWith("</html>\n"));
    }

    [Test]
    public void One_method_on_one_image_is_a_page_too()
    {
        var html = Render(Empty([Method("a")], [Deletion], "net").With("a", Deletion, [0.25]));
        Assert.That(html, Does.Contain(">0.250").And.Contain("None: all 1 numbers stand."));
        Assert.That(html[..html.IndexOf("<script>", StringComparison.Ordinal)], Does.Not.Contain("NaN").And.Not.Contain("∞"));
    }
}
