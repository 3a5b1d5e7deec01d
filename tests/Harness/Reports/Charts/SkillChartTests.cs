using System.Xml.Linq;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class SkillChartTests
{
    private static IReadOnlyList<string> Words(int methods)
    {
        var names = Enumerable.Range(0, methods).Select(i => $"m{i}").ToList();
        var run = Empty([.. names.Select(n => Method(n)), Control("random")], [Deletion with { Construct = Construct.Removal }], "net")
            .With("random", Deletion, [0.8, 0.8]);
        foreach (var (index, name) in names.Index())
            run = run.With(name, Deletion, [0.1 + 0.02 * index, 0.1 + 0.02 * index]);
        var svg = SkillChart.Draw(Leaderboard.From(run).Tables.Single())!.Render("c");
        return [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
    }

    [Test]
    public void Shows_each_method_with_its_places_and_skill_and_the_best_control()
    {
        var words = Words(2);
        Assert.That(words, Is.SupersetOf(new[] { "m0", "m1", "1–2 =", "0.88", "0.85", "random", "the best control:" }));
    }

    [Test]
    public void Says_how_many_it_leaves_out() => Assert.That(Words(13), Has.Some.EqualTo("3 more · the best control:"));

    [Test]
    public void Says_that_skill_below_the_edge_stands_there()
    {
        var run = Empty([Method("bad"), Control("random")], [Deletion with { Construct = Construct.Removal }], "net")
            .With("bad", Deletion, [0.9]).With("random", Deletion, [0.3]);
        var canvas = SkillChart.Draw(Leaderboard.From(run).Tables.Single())!;
        var svg = canvas.Render("c");
        // Centred below the bars, in letters of at most 6.2 units.
        var title = XDocument.Parse(svg).Descendants().Single(e => e.Value.EndsWith("at the edge") && !e.HasElements);
        Assert.That((double)title.Attribute("x")! + title.Value.Length * 6.2 / 2, Is.LessThan(canvas.Width));
        Assert.That(svg, Does.Contain("0.50 at the edge").And.Contain("2.00"));
        Assert.That(string.Join(' ', Words(2)), Does.Not.Contain("at the edge"));
    }

    [Test]
    public void Without_skill_there_is_no_drawing() =>
        Assert.That(
            SkillChart.Draw(Leaderboard.From(Empty([Method("a")], [Deletion], "net").With("a", Deletion, [0.5])).Tables.Single()), Is.Null);
}
