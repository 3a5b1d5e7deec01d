using System.Text.RegularExpressions;
using VisEval.Harness.Reports.Site;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Site;

public sealed class SiteWriterTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("viseval-site-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    private Bundle Packed(RunResults run)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllBytes(path, Bundle.Pack(run));
        return BundleReader.Read(path);
    }

    private string Page(string name) => File.ReadAllText(Path.Combine(_folder, "site", name));

    private static RunResults Newer(string method, string key)
    {
        var run = ReportSamples.Empty([new MethodInfo(key, method, "activation-mapping", "A paper"), ReportSamples.Control("random")],
                [ReportSamples.Deletion], "net").With(key, ReportSamples.Deletion, [0.05, 0.15, 0.1, 0.1])
            .With("random", ReportSamples.Deletion, [0.5, 0.6, 0.7, 0.6]);
        return run with { Info = run.Info with { Version = "0.10.0" } };
    }

    private void Write(params Bundle[] bundles) => SiteWriter.Write(bundles, Path.Combine(_folder, "site"), ReportMetrics.Known);

    [Test]
    public void Every_row_carries_the_hash_of_the_bundle_behind_it()
    {
        var (first, second) = (Packed(ReportSamples.Small()), Packed(Newer("grad-cam", "grad-cam:layer=x")));
        Write(first, second, first);
        var index = Page("index.html");
        var rows = Regex.Matches(index, "<tr data-family=.*?</tr>", RegexOptions.Singleline).Select(m => m.Value).ToList();
        Assert.That(rows, Has.Count.EqualTo(6), "four methods of the first, two of the second, and a bundle named twice counts once");
        Assert.That(rows.Count(r => r.Contains($"#b{first.Sha256}", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(rows.Count(r => r.Contains($"#b{second.Sha256}", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(
            index,
            Does.Contain($"id=\"b{first.Sha256}\"").And.Contain("sha-of-net")
                .And.Contain("3 of 4, 75.0%; mean probability of top-1 0.750, of the labelled class 0.594"));
        Assert.That(rows[0], Does.Contain("0.200"), "the mean of deletion");
    }

    [Test]
    public void A_method_has_a_page_with_its_options_and_its_numbers_the_oldest_version_first()
    {
        var (old, young) = (Packed(ReportSamples.Small()), Packed(Newer("grad-cam", "grad-cam:layer=x")));
        Write(young, old);
        var page = Page("methods/grad-cam.html");
        Assert.That(page, Does.Contain("<dt>defaults</dt>").And.Contain("layer=x"));
        var history = page[page.IndexOf("<tbody>", StringComparison.Ordinal)..];
        Assert.That(
            history.IndexOf("0.1.0", StringComparison.Ordinal),
            Is.LessThan(history.IndexOf("0.10.0", StringComparison.Ordinal)).And.Positive);
        Assert.That(page, Does.Contain($"../index.html#b{old.Sha256}"));
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "site", "methods")), Has.Length.EqualTo(4));
    }

    [Test]
    public void A_method_has_its_maps_of_every_bundle_that_holds_some()
    {
        var run = ReportSamples.Small() with { Maps = [new MapRow("toy", "net", "gradient", "i0", 1, 2, 2, [0, 85, 170, 255])] };
        Write(Packed(run), Packed(Newer("gradient", "gradient")));
        var page = Page("methods/gradient.html");
        Assert.That(Regex.Matches(page, "<img class=\"opaque\"").Count, Is.EqualTo(1));
        Assert.That(page, Does.Contain("<figcaption>i0<small>dog</small></figcaption>"));
        Assert.That(Page("methods/random.html"), Does.Not.Contain("<h2>Maps</h2>"));
    }

    [Test]
    public void Nothing_is_asked_of_a_network_and_every_link_leads_somewhere()
    {
        Write(Packed(ReportSamples.Small()), Packed(Newer("grad-cam++", "grad-cam++")));
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "site"), "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.That(text, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("url("), file);
            foreach (Match link in Regex.Matches(text, "(?:href|src)=\"(?!data:)([^\"#]*)(#[^\"]*)?\""))
            {
                var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value));
                Assert.That(File.Exists(target), $"{file}: {link.Value}");
                if (link.Groups[2].Value is { Length: > 0 } place)
                    Assert.That(File.ReadAllText(target), Does.Contain($"id=\"{place[1..]}\""), link.Value);
            }
        }
    }

    [Test]
    public void The_same_bundles_give_the_same_site()
    {
        var bundle = Packed(ReportSamples.Small());
        Write(bundle);
        var before = Page("index.html");
        Write(bundle);
        Assert.That(Page("index.html"), Is.EqualTo(before));
    }

    [Test]
    public void Hostile_names_are_neither_markup_nor_paths()
    {
        string[] names = ["<script>alert(1)</script>", "../../evil", "a|b\r\n\u202E", "GRAD", "grad", "\"onclick=\"x"];
        var run = ReportSamples.Empty([.. names.Select(n => new MethodInfo(n, n, n, n))], [ReportSamples.Deletion], "<b>net</b>");
        foreach (var name in names)
            run = run.With(name, ReportSamples.Deletion, [0.1, 0.2], "<b>net</b>");
        Write(Packed(run with { Warnings = names }));
        var files = Directory.GetFiles(_folder, "*.html", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.EqualTo(7).And.All.StartsWith(Path.Combine(_folder, "site")));
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (var raw in new[] { "<script>", "<b>net", "\u202E", "\"onclick" })
                Assert.That(text, Does.Not.Contain(raw), file);
        }
    }
}
