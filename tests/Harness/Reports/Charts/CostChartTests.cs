using System.Xml.Linq;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class CostChartTests
{
    // Measured in Chromium: a letter of this size takes 5.6 to 6.6 units.
    private const double Letter = 6.6;

    // With skill in range and with skill below the edge, which adds to the title.
    [TestCase(0.2, false)]
    [TestCase(0.9, true)]
    public void The_upright_title_is_not_longer_than_the_drawing_is_high(double score, bool isCut)
    {
        var run = Empty([Method("one"), Control("random")], [Deletion with { Construct = Construct.Removal }], "net")
            .With("one", Deletion, [score]).With("random", Deletion, [0.3]).Timed("one", 4, 2.5).Timed("random", 0, 0.5);
        var canvas = CostChart.Draw(Leaderboard.From(run).Tables.Single())!;
        var title = XDocument.Parse(canvas.Render("c")).Descendants()
            .Single(e => ((string?)e.Attribute("transform"))?.Contains("rotate(-90)") == true);
        Assert.That(title.Value, isCut ? Does.EndWith("0.50 at the edge") : Does.EndWith("1: best attainable)"));
        // It is centred, so that the nearer end counts.
        var middle = double.Parse(
            ((string)title.Attribute("transform")!).Split(' ', ')')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(title.Value.Length * Letter / 2, Is.LessThan(Math.Min(middle, canvas.Height - middle)), title.Value);
    }
}
