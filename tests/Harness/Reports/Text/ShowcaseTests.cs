using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Text;

public sealed class ShowcaseTests
{
    private static LeaderboardTable Table(params (string Name, string Family)[] metrics)
    {
        MetricInfo[] infos = [.. metrics.Select(m => new MetricInfo(m.Name, m.Name.Split('@')[0], m.Family, "", [new("first", Direction.Lower, 0, 1), new("second", Direction.Lower, 0, 1)]))];
        return Leaderboard.From(infos.Aggregate(Empty([Method("a")], infos, "net"), (run, m) => run.With("a", m, [0.5]).With("a", m, [0.5], number: 1))).Tables.Single();
    }

    private static IEnumerable<string> Shown(LeaderboardTable table) => Showcase.Of(table).Select(i => $"{table.Numbers[i].Metric.Key} {table.Numbers[i].Score.Name}");

    [Test]
    public void All_headline_numbers_are_shown_while_there_is_room() =>
        Assert.That(Shown(Table(("unheard-of", "axioms"), ("other", "axioms"))), Is.EqualTo(new[] { "unheard-of first", "other first" }));

    [Test]
    public void Of_many_the_best_known_are_shown_once_and_the_first_of_families_without_any()
    {
        var many = Enumerable.Range(0, 12).Select(i => ($"unheard-of-{(char)('a' + i)}", "faithfulness"));
        var table = Table([.. many, ("insertion", "faithfulness"), ("deletion", "faithfulness"), ("deletion@rise", "faithfulness"), ("new", "shape"), ("newer", "shape")]);
        Assert.That(Shown(table), Is.EqualTo(new[] { "insertion first", "deletion first", "new first" }));
    }
}
