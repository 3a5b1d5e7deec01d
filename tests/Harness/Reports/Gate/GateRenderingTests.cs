using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Gate;
using VisEval.Harness.Results;
using VisEval.Tests.Harness.Analysis.Gate;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Gate;

/// <summary>A comparison as text, JSON, JUnit XML and Markdown.</summary>
public sealed class GateRenderingTests
{
    private const string Hostile = "<script>alert(1)</script>|`=cmd()`\t@SUM\r\n# *x* [l](u) \u001b[31m \u202e ]]> &amp; \u0000";

    private static GateReport Report(string good = "good", string bad = "bad", string gone = "gone") => GateSamples.Compare(
        GateSamples.Deletions(
            (good, GateSamples.Around(0.4, 8)), (bad, GateSamples.Around(0.2, 8)), (gone, GateSamples.Around(0.2, 8)),
            ("open", GateSamples.Around(0.3, 8)), ("same", GateSamples.Around(0.3, 8))),
        GateSamples.Deletions(
            (good, GateSamples.Around(0.2, 8)), (bad, GateSamples.Around(0.5, 8, 0.01)), (gone, new double?[8]),
            ("open", GateSamples.Around(0.31, 8, 0.1)), ("same", GateSamples.Around(0.3, 8))));

    [Test]
    public void The_first_line_is_the_verdict_and_no_line_is_wider_than_a_terminal()
    {
        List<string> lines = [.. GateLines.Of(Report(bad: new string('b', 300)))];
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("Worse: of 5 critical numbers 1 worse, 1 lost (1 equivalent, 1 improved, 1"));
            Assert.That(lines.Select(l => l.Length), Is.All.LessThanOrEqualTo(80));
            Assert.That(lines, Has.Some.StartsWith("improved   good              deletion               +0.2"));
            Assert.That(lines, Has.Some.StartsWith("lost       gone"));
        });
    }

    [Test]
    public void Every_rendering_says_that_a_run_is_not_whole_and_how_much_was_compared()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)), ("n", GateSamples.Around(0.2, 12)));
        var report = GateSamples.Compare(old, old with { Warnings = ["It is damaged."], Scores = [.. old.Scores.Take(18)] });
        const string Compared = "Compared: 12 of 12 images of the baseline, 18 of 24 values; the others: 6 without "
            + "a row that should be there.";
        using var json = JsonDocument.Parse(GateJson.Render(report));
        var xml = XDocument.Parse(GateJUnit.Render(report));
        Assert.Multiple(() =>
        {
            var lines = string.Join(' ', GateLines.Of(report).Select(l => l.Trim()));
            Assert.That(lines, Does.Contain(Compared).And.Contain("The current run 'new': It is damaged."));
            Assert.That(GateMarkdown.Render(report), Does.Contain(Compared).And.Contain("It is damaged."));
            Assert.That(json.RootElement.GetProperty("warnings")[0].GetString(), Does.EndWith("It is damaged."));
            Assert.That(json.RootElement.GetProperty("coverage").GetProperty("missing").GetInt32(), Is.EqualTo(6));
            Assert.That(xml.Descendants("testcase").Select(c => (string?)c.Attribute("name")), Has.Exactly(1).EqualTo("is whole"));
            Assert.That((string?)xml.Root!.Attribute("tests"), Is.EqualTo($"{xml.Descendants("testcase").Count()}"));
            Assert.That((string?)xml.Root!.Attribute("skipped"), Is.EqualTo($"{xml.Descendants("skipped").Count()}"));
        });
    }

    [Test]
    public void Every_rendering_says_that_a_run_ended_early_and_passes_it()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)));
        RunResults Ended(SampleEnd ended) => old with
        {
            Info = old.Info with { Anytime = new AnytimeInfo { Samples = [new("toys", 40, ended, 4, 2, ["i0", "i1"])] } },
        };
        var report = GateSamples.Compare(Ended(SampleEnd.Time), Ended(SampleEnd.Stable));
        using var json = JsonDocument.Parse(GateJson.Render(report));
        Assert.Multiple(() =>
        {
            foreach (var which in new[] { "baseline 'old'", "current run 'new'" })
            {
                var said = $"The {which} ended early: 2 of 40 images of toys were used.";
                Assert.That(string.Join(' ', GateLines.Of(report).Select(l => l.Trim())), Does.Contain(said));
                Assert.That(GateMarkdown.Render(report), Does.Contain(said));
                Assert.That(json.RootElement.GetProperty("endedEarly").EnumerateArray().Select(e => e.GetString()), Does.Contain(said));
            }
            Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Pass));
            Assert.That(GateSamples.Compare(Ended(SampleEnd.All), old).EndedEarly, Is.Empty);
        });
    }

    [Test]
    public void The_json_is_that_of_the_contract()
    {
        using var json = JsonDocument.Parse(GateJson.Render(Report()));
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("method").GetString()!);
        string Verdict(string method) => rows[method].GetProperty("verdict").GetString()!;
        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
            Assert.That(
                (Verdict("good"), Verdict("bad"), Verdict("gone"), Verdict("open"), Verdict("same")),
                Is.EqualTo(("improved", "worse", "lost", "undecided", "equivalent")));
            Assert.That(rows["bad"].GetProperty("images").GetInt32(), Is.EqualTo(8));
            Assert.That(rows["bad"].GetProperty("difference").GetDouble(), Is.EqualTo(-0.3).Within(0.01));
            Assert.That(rows["bad"].GetProperty("low").GetDouble(), Is.LessThan(rows["bad"].GetProperty("high").GetDouble()));
            Assert.That(rows["gone"].GetProperty("difference").ValueKind, Is.EqualTo(JsonValueKind.Null));
            foreach (var name in new[] { "dataset", "model", "metric", "score" })
                Assert.That(rows["bad"].GetProperty(name).GetString(), Is.Not.Empty);
        });
    }

    [Test]
    public void A_build_server_sees_failures_and_skipped_cases()
    {
        var suites = XDocument.Parse(GateJUnit.Render(Report())).Root!;
        XElement Case(string method) => suites.Descendants("testcase").Single(c => (string?)c.Attribute("classname") == method);
        Assert.Multiple(() =>
        {
            Assert.That(suites.Attributes().Select(a => $"{a.Name}={a.Value}"), Is.EqualTo(new[]
            {
                "name=viseval compare", "tests=5", "failures=2", "errors=0", "skipped=1",
            }));
            Assert.That((string?)Case("bad").Element("failure")?.Attribute("type"), Is.EqualTo("worse"));
            Assert.That((string?)Case("gone").Element("failure")?.Attribute("type"), Is.EqualTo("lost"));
            Assert.That(Case("open").Element("skipped"), Is.Not.Null);
            Assert.That(Case("same").Elements().Select(e => e.Name.LocalName), Is.EqualTo(new[] { "system-out" }));
        });
    }

    [Test]
    public void A_strict_policy_makes_an_undecided_case_a_failure()
    {
        var strict = Report() with { Policy = GatePolicy.Default with { Strict = true } };
        Assert.That((string?)XDocument.Parse(GateJUnit.Render(strict)).Root!.Attribute("failures"), Is.EqualTo("3"));
    }

    [Test]
    public void Hostile_names_do_no_harm()
    {
        var report = Report(bad: Hostile, gone: Hostile + "2");
        var markdown = GateMarkdown.Render(report);
        var table = markdown.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).ToList();
        using var json = JsonDocument.Parse(GateJson.Render(report));
        Assert.Multiple(() =>
        {
            Assert.That(markdown, Does.Not.Contain("<script>").And.Not.Contain("@SUM").And.Not.Contain("\u001b"));
            Assert.That(markdown, Does.Not.Match(@"(?<!\\)`"), "no backtick that is not escaped");
            Assert.That(markdown, Does.Not.Contain("\n# "), "a line break in a name begins no line");
            Assert.That(
                table.Select(l => l.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')), Is.All.EqualTo(9),
                "nine borders a row");
            Assert.That(GateJson.Render(report), Does.Not.Contain("<script>"));
            Assert.That(json.RootElement.GetProperty("rows")[1].GetProperty("method").GetString(), Is.EqualTo(Hostile));
            Assert.That(
                XDocument.Parse(GateJUnit.Render(report)).Descendants("testcase").Select(c => (string)c.Attribute("classname")!),
                Has.Some.StartsWith("<script>alert(1)</script>|`=cmd()`\uFFFD@SUM"));
            Assert.That(GateLines.Of(report).SelectMany(l => l), Has.None.Matches<char>(c => char.IsControl(c) || c == '\u202e'));
            Assert.That(GateLines.Of(report).Select(l => l.Length), Is.All.LessThanOrEqualTo(80));
        });
    }

    [Test]
    public void No_rendering_depends_on_the_culture()
    {
        var report = Report();
        string[] Texts() =>
        [
            string.Join('\n', GateLines.Of(report)), GateJson.Render(report), GateJUnit.Render(report), GateMarkdown.Render(report),
        ];
        var (before, expected) = (CultureInfo.CurrentCulture, Texts());
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NegativeSign) = (",", "~");
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.That(Texts(), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Too_few_images_are_said_before_everything_else()
    {
        (string, double?[])[] Runs(double value) => [.. Enumerable.Range(0, 10).Select(i => ($"m{i}", GateSamples.Around(value, 5)))];
        var report = GateSamples.Compare(GateSamples.Deletions(Runs(0.2)), GateSamples.Deletions(Runs(0.6)));
        Assert.That(
            GateText.Warning(report),
            Does.StartWith("5 images cannot show 10 numbers at once to be worse").And.Contain("at least 8 images"));
        Assert.That(GateMarkdown.Render(report), Does.Contain("> 5 images cannot show"));
        Assert.That(GateText.Warning(Report()), Is.Null);
    }

    [Test]
    public void Only_advisory_numbers_are_no_verdict_to_rely_on()
    {
        var run = ReportSamples.Empty([ReportSamples.Control("random")], [ReportSamples.Deletion], "net")
            .With("random", ReportSamples.Deletion, GateSamples.Around(0.2, 6));
        Assert.That(GateText.Headline(GateSamples.Compare(run, run)), Does.StartWith("Nothing critical was compared"));
    }

    [Test]
    public void A_name_in_a_narrow_column_has_its_options_where_there_would_be_doubt()
    {
        MetricInfo[] metrics = [ReportSamples.Deletion with { Key = "deletion:step=5" }, ReportSamples.Similarity];
        MethodInfo Rise(int masks) => new($"rise:masks={masks}", "rise", "perturbation", "");
        RunResults Run(double value) => new[] { Rise(1), Rise(2) }.Aggregate(
            ReportSamples.Empty([Rise(1), Rise(2)], metrics, "net"),
            (run, m) => run.With(m.Key, metrics[0], GateSamples.Around(value, 8)).With(m.Key, metrics[1], GateSamples.Around(value, 8)));
        List<string> lines = [.. GateLines.Of(GateSamples.Compare(Run(0.2), Run(0.6)))];
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Some.StartsWith("worse      rise:masks=1      deletion           "));
            Assert.That(lines, Has.Some.StartsWith("worse      rise:masks=2      cascading-randomi…"));
            Assert.That(lines, Has.Some.EqualTo("Options: deletion:step=5"));
        });
    }

    [TestCase(0.0, "0")]
    [TestCase(-1e-13, "0")]
    [TestCase(0.25, "+0.250")]
    [TestCase(-0.25, "−0.250")]
    [TestCase(null, "–")]
    public void A_difference_has_its_sign(double? value, string text) => Assert.That(GateText.Signed(value), Is.EqualTo(text));

    [Test]
    public void Lines_are_broken_at_spaces_and_indented() => Assert.That(
        PlainText.Wrapped("  one two three verylongword", 10), Is.EqualTo(new[] { "  one two", "    three", "    verylo", "    ngword" }));
}
