using System.Text.RegularExpressions;
using CsvHelper;
using VisEval.Core;
using VisEval.Harness.Reports;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports;

/// <summary>Names of classes, images, files, options and networks come from strangers; in no file do they act.</summary>
public sealed partial class HostileNamesTests
{
    private static readonly string[] Names =
    [
        "<script>alert(1)</script>", "\"onload=alert(1) x='", "=cmd()", "@SUM(A1)", "+1", "-1+2", "a\tb", "a\r\nb", "a|b", "`rm`",
        @"\input{x}",
        "100%", "a_b", "a&b", "\u202Egnp.exe", "[link](http://x)", "</style><script>alert(1)</script>", "$x^2$ {y} #z ~",
        "../../../etc/passwd", "\u001b[31mred",
    ];

    private string _folder = "";

    [OneTimeSetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("viseval-hostile-").FullName;
        MetricInfo[] metrics = [.. Names.Select(n => new MetricInfo(n, n, "faithfulness", n, [new ScoreInfo(n, Direction.Higher, 0, 1)]))];
        MethodInfo[] methods = [.. Names.Select(n => new MethodInfo(n, n, n, n)), ReportSamples.Control("random")];
        var info = ReportSamples.Small().Info with
        {
            Datasets = [.. Names.Select(n => new DatasetInfo(n, n, n, [n, n], 2))],
            Models = [.. Names.Select(n => new ModelInfo(n, n, n))],
            Methods = methods,
            Metrics = [.. metrics, ReportMetrics.Runtime],
            Machine = Names.ToDictionary(n => n, n => n),
            Reference = new ReferenceInfo(Names[0], Names[0]),
        };
        var cells = Names.SelectMany(name => metrics.Take(3).SelectMany(metric => new[] { name, "random" }.Select(
            method => new CellKey(name, name, method, metric.Key, name, 0)))).ToList();
        var results = new RunResults(
            info,
            [
                .. cells.Select((c, i) => i % 7 == 6
                    ? new ScoreRow(c, c.Metric, null, CellState.Undefined(c.Image))
                    : new ScoreRow(c, c.Metric, i / 100.0, CellState.Ok)),
            ],
            [.. cells.Select(c => new CurveRow(c, c.Image, [0, 1], [1, 0]))],
            [.. Names.Select(n => new PredictionRow(n, n, n, [0], 1, 0.5))],
            [.. Names.Select(n => new TimingRow(n, n, n, 0, 1, 1, 1, 1))],
            [.. Names.Select(n => new FailureRow(n, n, n, n, n, 0, n))],
            [.. Names.Select(n => new PictureRow(n, n, n, ReportSamples.Picture(4, 4)))],
            [.. Names.Select(n => new MapRow(n, n, n, n, 0, 2, 2, [0, 1, 2, 3]))])
        {
            Remarks = [.. Names.Select(n => new RemarkRow(n, n, n, n, 0, n, n))],
            MetricCosts = [.. Names.Select(n => new MetricCostRow(n, n, n, 1, new MetricCost(1, 1, 1)))],
            Warnings = Names,
            Visualizations = [.. Names.Select(n => Renamed(LearnedSamples.Visualizations(n, n), n))],
            Findings = [.. Names.SelectMany(n => LearnedSamples.Findings(n, [n]))],
            SmallImages = [.. Names.Select(n => new SmallImage(n, n, ReportSamples.Picture(4, 4)))],
        };
        ReportWriter.WriteAll(results, _folder, ReportMetrics.Known);
    }

    private static NetworkVisualizations Renamed(NetworkVisualizations shown, string name) => shown with
    {
        Pictures =
        [
            .. shown.Pictures.Select(p => p with { Unit = p.Unit + name, Visualizer = p.Visualizer + name, Source = name, Remark = name }),
        ],
        Scores = shown.Scores! with
        {
            Rows = [.. shown.Scores.Rows.Select(r => r with { Visualizer = r.Visualizer + name })],
            Failures = [name],
        },
    };

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void No_name_is_markup_of_the_page_or_of_a_plot()
    {
        var pages = Directory.GetFiles(_folder, "*.svg", SearchOption.AllDirectories).Append(Path.Combine(_folder, "report.html")).ToList();
        Assert.That(pages, Has.Count.GreaterThan(10));
        foreach (var page in pages)
        {
            var text = File.ReadAllText(page);
            Assert.That(text, Does.Not.Contain("<script>alert").And.Not.Contain("\"onload=").And.Not.Contain("</style><script>a"), page);
            Assert.That(text, Does.Not.Contain("\u202E").And.Not.Contain("\u001b"), page);
            Assert.That(Regex.Count(text, "<script"), Is.EqualTo(page.EndsWith(".html", StringComparison.Ordinal) ? 1 : 0), page);
            Assert.That(AttributeNames().Matches(Tags().Replace(text, "")), Is.Empty, page);
        }
    }

    [Test]
    public void No_field_of_a_table_is_a_formula_and_numbers_stay_numbers()
    {
        var files = Directory.GetFiles(_folder, "*.csv");
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(7));
        foreach (var file in files)
        {
            using var csv = CsvReader.FromText(File.ReadAllText(file), CsvReaderOptions.Default with { HasHeader = false });
            var (columns, numbers) = (-1, 0);
            while (csv.Read())
            {
                Assert.That(csv.FieldCount, Is.EqualTo(columns < 0 ? csv.FieldCount : columns), file);
                columns = csv.FieldCount;
                foreach (var field in Enumerable.Range(0, columns).Select(csv.GetString))
                    if (double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _))
                        numbers++;
                    else
                        Assert.That(field.TrimStart('\t', '\r', '\n', ' ', '\u202E'), Does.Not.Match(@"^[=+\-@]"), file);
            }
            Assert.That(numbers, Is.Positive, file);
        }
    }

    [Test]
    public void No_name_breaks_a_table_of_the_markdown_file()
    {
        var text = File.ReadAllText(Path.Combine(_folder, "leaderboard.md"));
        Assert.That(text, Does.Not.Contain("<script").And.Not.Contain("\u202E").And.Not.Contain("\r").And.Not.Contain("\t"));
        Assert.That(text, Does.Not.Match(@"(?<!\\)\[link"));
        var columns = 0;
        foreach (var line in text.Split('\n'))
        {
            var bars = Regex.Count(line, @"(?<!\\)\|");
            Assert.That(bars, Is.EqualTo(line.StartsWith('|') ? columns == 0 ? bars : columns : 0), line);
            columns = line.StartsWith('|') ? bars : 0;
        }
    }

    [Test]
    public void No_name_is_a_command_of_the_latex_file()
    {
        var text = File.ReadAllText(Path.Combine(_folder, "leaderboard.tex"));
        Assert.That(text, Does.Not.Contain(@"\input").And.Not.Contain("\u202E").And.Not.Contain("\t").And.Not.Contain("`"));
        Assert.That(text, Does.Contain(@"\textbackslash{}input\{x\}").And.Contain(@"a\_b").And.Contain(@"100\%").And.Contain(@"a\&b"));
        var open = 0;
        foreach (var line in text.Split('\n').Where(l => !l.StartsWith('%')))
        {
            open += Regex.Count(line, @"(?<!\\)\{") - Regex.Count(line, @"(?<!\\)\}");
            Assert.That(Regex.Count(line, @"(?<!\\)\$") % 2, Is.Zero, line);
            if (line.EndsWith(@"\\", StringComparison.Ordinal))
                Assert.That(Regex.Count(line, @"(?<!\\)&"), Is.EqualTo(6), line);
        }
        Assert.That(open, Is.Zero);
    }

    [Test]
    public void No_file_lies_outside_the_folder() =>
        Assert.That(
            Directory.GetFiles(Path.Combine(_folder, "plots")).Select(Path.GetFileName), Has.All.Match(@"^[A-Za-z0-9.\-_+]+\.svg$"));

    [TestCase(@"\input{x}", @"\textbackslash{}input\{x\}")]
    [TestCase("a_b & 5% #1 $x$ ^~", @"a\_b \& 5\% \#1 \$x\$ \textasciicircum{}\textasciitilde{}")]
    [TestCase("[x] -- <|>", @"{[}x{]} {-}{-} \textless{}\textbar{}\textgreater{}")]
    [TestCase("a\r\nb\tc", "a b c")]
    public void Latex_prints_names_as_they_are(string name, string latex) => Assert.That(LatexText.Escape(name), Is.EqualTo(latex));

    [Test]
    public void What_would_act_unseen_is_spelt_out() =>
        Assert.That(VisibleText.Of("a\u202Eb\u001b[1m\tc"), Is.EqualTo("a⟨U+202E⟩b⟨U+001B⟩[1m\tc"));

    [GeneratedRegex("<style>.*?</style>|<script>.*?</script>|\"[^\"<>]*\"|>[^<]*<", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\bon[a-z]+\s*=")]
    private static partial Regex AttributeNames();
}
