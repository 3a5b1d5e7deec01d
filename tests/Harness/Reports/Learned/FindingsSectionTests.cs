using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Learned;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Learned;

public sealed class FindingsSectionTests
{
    private static RunResults Run => LearnedSamples.With(ReportSamples.Empty([], [], "one", "two")) with
    {
        Predictions = [new PredictionRow("toy", "two", "i3", [0], 1, 0.75)],
    };

    private static string Render(RunResults run) => new FindingsSection().Render(ReportContext.Of(run, ReportMetrics.Known)).Source;

    [Test]
    public void Is_as_stored() => Expected.Matches(
        Pictures.Left(Render(Run)), "Harness", "Reports", "Expectations", "layers.html");

    [Test]
    public void Tests_are_corrected_and_intervals_are_those_of_the_files()
    {
        var (html, found) = (Render(Run), Run.Findings[1]);
        var numbers = new FindingNumbers(Seed.Of(Run.Info.Seed).For("tcav"));
        var rows = found.Findings.Tables[0].Rows;
        var corrected = Holm.Adjust([.. rows.Select(r => numbers.Value(r.Cells[3]))]);
        Assert.That(html, Does.Contain(
            $"{NumberText.Score(corrected[0])}<small>alone {NumberText.Score(numbers.Value(rows[0].Cells[3]))}</small>"));
        Assert.That(
            html, Does.Match($@"<th scope=""row"">red</th>[\s\S]*?<td class=""n"">{NumberText.Score(corrected[0])}</td></tr>"),
            "beside its bar");
        var ends = numbers.Interval(rows[0].Cells[2])!.Value;
        Assert.That(html, Does.Contain($"<small>{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}</small>"));
        Assert.That(html, Does.Contain("<small>undefined: too-few-images</small>"));
    }

    [Test]
    public void Every_analysis_is_defined_by_its_own_documentation()
    {
        var html = Render(Run);
        Assert.That(html, Does.Contain("Images as points of a plane, near where a layer finds them alike"));
        Assert.That(html, Does.Contain("Distances between clusters and their sizes mean nothing there."), "the remarks");
        Assert.That(html, Does.Contain("<dt>trustworthiness</dt><dd>What the map keeps, 0 to 1.</dd>"));
    }

    [Test]
    public void Points_know_image_class_prediction_and_square()
    {
        var data = Regex.Matches(Render(Run), "<template class=\"known\">(.*?)</template>").Select(m => m.Groups[1].Value).ToList();
        Assert.That(data, Has.Count.EqualTo(2));
        Assert.That(data[1], Does.Contain("\"n\":[\"i0\",\"i1\"").And.Contain("\"t\":[0,1,2").And.Contain("\"strip\":\"strip0\""));
        Assert.That(data[1], Does.Contain("\"\",\"\",\"\",\"the network says dog, 75.0%\""));
        Assert.That(data[0], Does.Not.Contain("the network says"), "only network two was asked");
    }

    [Test]
    public void Points_without_a_place_are_a_sentence_and_numbers_that_are_none_are_no_markup()
    {
        var run = Run;
        var nan = new FindingPicture.Points("p", "t-SNE", [(double.NaN, 0), (0, double.NaN)], [0, 1], ["cat", "dog"]);
        var bars = new FindingPicture.Bars("b", "bars", "length", [new Bar("a", Finding.None), new Bar("b", 0)]);
        run = run with
        {
            Findings = [run.Findings[0] with { Findings = new Findings([new FindingTable("t", "x.", [], [])], [nan, bars]) }],
        };
        var html = Render(run);
        Assert.That(html, Does.Contain("t-SNE: no point has a place").And.Not.Contain("NaN").And.Not.Contain("∞"));
    }

    [Test]
    public void Names_never_become_markup_and_the_page_asks_for_nothing()
    {
        const string evil = "</template><script>alert(1)</script>\"'&";
        var run = LearnedSamples.With(ReportSamples.Empty([], [], evil));
        run = run with
        {
            Info = run.Info with { Datasets = [new DatasetInfo("toy", "", "", [evil, evil], 1)] },
            Visualizations =
            [
                .. run.Visualizations.Select(v => v with
                {
                    Pictures =
                    [
                        .. v.Pictures.Select(p => p with { Unit = evil, Visualizer = p.Visualizer + evil, Source = evil, Remark = evil }),
                    ],
                }),
            ],
            Findings =
            [
                .. run.Findings.Select(f => f with
                {
                    Analysis = f.Analysis + evil,
                    Findings = new Findings(
                        [.. f.Findings.Tables.Select(t => t with
                        {
                            Name = evil, Columns = [.. t.Columns.Select(c => c with { Name = evil, About = evil })],
                            Rows = [.. t.Rows.Select(r => r with { Cells = [.. r.Cells.Select(c => c is Finding.Word ? evil : c)] })],
                        })],
                        [.. f.Findings.Pictures.Select(Renamed)]),
                }),
            ],
        };
        var html = new HtmlReport().Render(ReportContext.Of(run, ReportMetrics.Known));
        Assert.That(Regex.Count(html, "<script>"), Is.EqualTo(1), "our own");
        Assert.That(html, Does.Not.Contain("alert(1)</").And.Not.Contain("\"'&"));
        Assert.That(Regex.Count(html, "<template"), Is.EqualTo(Regex.Count(html, "</template>")));
        Assert.That(
            Regex.Matches(html, """(?:src|href)="([^"]*)|url\(([^)]*)""").Select(m => m.Groups[1].Value + m.Groups[2].Value)
                .Where(r => !r.StartsWith('#') && !r.StartsWith("data:image/", StringComparison.Ordinal)), Is.Empty);

        static FindingPicture Renamed(FindingPicture picture) => picture switch
        {
            FindingPicture.Points p => p with { Title = evil, GroupNames = [evil, evil], Images = [.. p.Images.Select(_ => evil)] },
            FindingPicture.Bars b => b with { Title = evil, Axis = evil, Lines = [.. b.Lines.Select(l => l with { Label = evil })] },
            FindingPicture.Grid g => g with { Title = evil, Labels = [.. g.Labels.Select(_ => evil)] },
            _ => picture,
        };
    }

    [Test]
    public void A_run_without_analyses_has_no_such_section() => Assert.That(Render(ReportSamples.Small()), Is.Empty);
}
