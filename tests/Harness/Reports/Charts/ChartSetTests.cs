using System.Xml.Linq;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class ChartSetTests
{
    private static IReadOnlyList<Chart> Charts(RunResults run) => ChartSet.From(run, Leaderboard.From(run), MetricBoard.From(run));

    [Test]
    public void Each_curve_of_each_metric_has_a_drawing_and_the_costs_have_one() =>
        Assert.That(
            Charts(Small()).Select(c => c.Title),
            Is.EqualTo(new[] { "skill", "skill and time", "deletion", "pointing-game with intervals" }));

    [Test]
    public void Every_drawing_is_well_formed_and_its_words_are_text_that_the_viewer_sets()
    {
        foreach (var chart in Charts(Small()))
        {
            var words = XDocument.Parse(chart.Svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
            Assert.That(words, Has.Some.EqualTo("grad-cam"));
            Assert.That(words, Has.Some.EqualTo("random"));
            Assert.That(words, Has.None.Empty);
        }
    }

    [Test]
    public void A_mean_curve_passes_through_its_points()
    {
        // grad-cam is 0.9, 0.3, 0 at 0, 0.5, 1; the drawing spans 58..402 by 34..292 for [0, 1] by [0, 1].
        var chart = Charts(Small())[2];
        Assert.That(chart.Svg, Does.Contain("M58 59.8L230 214.6L402 292"));
    }

    [Test]
    public void Only_controls_are_dashed_in_the_legend()
    {
        var lines = XDocument.Parse(Charts(Small())[2].Svg).Descendants().Where(e => e.Name.LocalName == "line").ToList();
        Assert.That(lines.Select(l => (string?)l.Attribute("stroke-dasharray")), Is.EqualTo(new[] { "", "6 4" }));
    }

    [Test]
    public void File_names_are_plain_and_never_clash()
    {
        var run = Small();
        run = run with
        {
            Curves =
            [
                .. run.Curves,
                .. run.Curves.Select(c => c with { Name = "a/b" }),
                .. run.Curves.Select(c => c with { Name = "a:b" }),
            ],
        };
        Assert.That(Charts(run).Select(c => c.FileName), Is.EqualTo(new[]
        {
            "toy-net-skill.svg", "toy-net-skill-and-time.svg", "toy-net-deletion.svg", "toy-net-deletion-a-b.svg",
            "toy-net-deletion-a-b-2.svg", "toy-net-pointing-game-with-intervals.svg",
        }));
    }

    [Test]
    public void Without_curves_and_times_there_is_no_drawing() =>
        Assert.That(Charts(Empty([Method("a")], [Deletion], "net").With("a", Deletion, [0.2])), Is.Empty);
}
