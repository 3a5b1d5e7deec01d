using System.Xml.Linq;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class AgreementChartTests
{
    private static string? Draw(params double[] second)
    {
        var run = Empty([Method("a"), Method("b"), Method("c")], [Deletion, PointingGame], "net");
        foreach (var (i, method) in new[] { "a", "b", "c" }.Index())
            run = run.With(method, Deletion, [0.1 * i]).With(method, PointingGame, [second[i]]);
        return AgreementChart.Draw(MetricBoard.From(run).Tables.Single());
    }

    private static IEnumerable<(string? Color, string? Squares)> Paths(string svg) =>
        XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "path").Select(e => ((string?)e.Attribute("fill"), (string?)e.Attribute("d")));

    [Test]
    public void Equal_orders_are_blue_and_opposite_ones_red_on_both_sides_of_the_diagonal()
    {
        Assert.That(Paths(Draw(0.9, 0.5, 0.1)!), Is.EqualTo(new[] { ("#1d4ed8", "M230 60h15v15h-15zM246 44h15v15h-15z") }));
        Assert.That(Paths(Draw(0.1, 0.5, 0.9)!).Single().Color, Is.EqualTo("#b91c1c"));
    }

    [Test]
    public void Its_words_are_text_and_it_names_every_metric() =>
        Assert.That(XDocument.Parse(Draw(0.1, 0.5, 0.9)!).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value), Is.SupersetOf(new[] { "deletion 1", "pointing-game 2" }));

    [Test]
    public void Where_nothing_can_be_compared_there_is_no_drawing() => Assert.That(Draw(1, 1, 1), Is.Null);
}
