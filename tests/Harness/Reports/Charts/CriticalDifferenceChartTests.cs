using System.Xml.Linq;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Statistics;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class CriticalDifferenceChartTests
{
    private const int Images = 10;

    // Each method is better than the next on every image, so that the mean ranks are 1, 2, …
    private static XElement[] Drawn(int methods)
    {
        var names = Enumerable.Range(0, methods).Select(i => $"m{i}").ToList();
        var run = Empty([.. names.Select(n => Method(n)), Control("random")], [Deletion with { Construct = Construct.Removal }], "net")
            .With("random", Deletion, [.. Enumerable.Repeat((double?)0.99, Images)]);
        foreach (var (index, name) in names.Index())
            run = run.With(name, Deletion, [.. Enumerable.Range(0, Images).Select(i => (double?)(0.01 + 0.01 * index + 0.0001 * i))]);
        var svg = CriticalDifferenceChart.Draw(Leaderboard.From(run).Tables.Single())!.Render("c");
        return [.. XDocument.Parse(svg).Descendants()];
    }

    private static List<string> Words(int methods) => [.. Drawn(methods).Where(e => e.Name.LocalName == "text").Select(e => e.Value)];

    [Test]
    public void Shows_the_mean_ranks_and_the_difference()
    {
        // q.05 of three is 2.343; 2.343·√(3·4/(6·10)) = 1.048.
        Assert.That(Nemenyi.CriticalDifference(3, Images), Is.EqualTo(1.048).Within(0.001));
        Assert.That(Words(3), Is.SupersetOf(new[]
        {
            "m0", "m1", "m2", "1.00", "2.00", "3.00", "critical difference 1.05", "3 methods, 10 images",
        }));
    }

    [Test]
    public void Bars_join_neighbours_that_are_closer_than_the_difference()
    {
        // Ranks 1, 2, 3 and a difference of 1.05: two bars that overlap in a row, so side by side.
        var bars = Drawn(3).Where(e => e.Attribute("stroke-linecap") is not null).Select(e => e.Attribute("d")!.Value[1..].Split(' ')[0]);
        Assert.That(bars.ToList(), Has.Count.EqualTo(2).And.Unique);
    }

    [Test]
    public void Of_very_many_methods_the_first_are_shown_and_the_others_counted()
    {
        var words = Words(60);
        Assert.That(words, Has.Some.EqualTo("60 methods, 10 images; 35 methods with higher ranks left out"));
        Assert.That(words.Count(w => w.StartsWith('m') && w.Length < 4), Is.EqualTo(25));
    }

    [Test]
    public void Below_three_methods_there_is_no_drawing() =>
        Assert.That(CriticalDifferenceChart.Draw(Leaderboard.From(Small()).Tables.Single()), Is.Null);

    [TestCase(0.5 / 4, 4, 1)]
    [TestCase(3.5 / 4, 4, 4)]
    public void A_mean_of_relative_ranks_is_a_rank(double mean, int methods, double rank) =>
        Assert.That(CriticalDifferenceChart.RankOf(mean, methods), Is.EqualTo(rank).Within(1e-12));
}
