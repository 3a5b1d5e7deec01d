using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Metrics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Text;

public sealed class ParetoFrontTests
{
    private static LeaderboardTable Table(params (string Method, double Deletion, double Milliseconds)[] methods)
    {
        var run = Empty([.. methods.Select(m => Method(m.Method)), Control("random")],
            [Deletion with { Construct = Construct.Removal }, ReportMetrics.Runtime], "net").With("random", Deletion, [0.8, 0.8]);
        foreach (var (method, deletion, milliseconds) in methods)
            run = run.With(method, Deletion, [deletion, deletion]).Timed(method, 1, milliseconds);
        return Leaderboard.From(run, ReportMetrics.Known).Tables.Single();
    }

    [Test]
    public void Holds_what_none_is_both_better_and_faster_than_the_fastest_first() =>
        Assert.That(
            ParetoFront.Of(Table(("best", 0.1, 50), ("beaten", 0.3, 60), ("fast", 0.4, 1), ("middle", 0.2, 10), ("slow", 0.2, 11)))
                .Select(r => r.Method.Key),
            Is.EqualTo(new[] { "fast", "middle", "best" }));

    [Test]
    public void Equals_stay_both() =>
        Assert.That(ParetoFront.Of(Table(("a", 0.1, 5), ("b", 0.1, 5))).Select(r => r.Method.Key), Is.EquivalentTo(new[] { "a", "b" }));

    [Test]
    public void The_sentence_names_its_ends()
    {
        var price = RunText.Price(Table(("best", 0.1, 50), ("fast", 0.4, 0.456)));
        Assert.That(price, Does.Contain("An explanation by best takes 50 ms.").And.Contain("fast (0.46 ms, skill 0.50)"));
        Assert.That(price, Does.Contain("best (50 ms, skill 0.88)"));
    }

    [Test]
    public void A_method_of_one_network_is_not_on_the_front_over_all_and_the_sentence_names_the_scope()
    {
        var run = Empty([Method("all"), Method("some"), Control("random")],
            [Deletion with { Construct = Construct.Removal }, ReportMetrics.Runtime], "easy", "hard");
        foreach (var network in new[] { "easy", "hard" })
            run = run.With("random", Deletion, [0.8, 0.8], network).With("all", Deletion, [0.4, 0.4], network);
        run = run.With("some", Deletion, [0.1, 0.1], "easy").Timed("all", 1, 5).Timed("some", 1, 0.5);
        run = run with { Timings = [.. run.Timings.Select(t => t with { Model = "easy" })] };
        var table = Leaderboard.From(run, ReportMetrics.Known).Tables.First(t => t.Model is null);
        Assert.That(ParetoFront.Of(table).Select(r => r.Method.Key), Is.EqualTo(new[] { "all" }));
        Assert.That(RunText.Price(table), Does.Contain("Over all 2 networks (methods that do not apply to each of them left out) all has"));
    }

    [Test]
    public void A_skill_below_that_of_the_best_control_is_said() =>
        Assert.That(RunText.Price(Table(("bad", 0.9, 1))), Does.EndWith(" A skill below 0 is worse than the best control."));

    [Test]
    public void Without_times_there_is_no_sentence() =>
        Assert.That(
            RunText.Price(Leaderboard.From(Empty([Method("a")], [Deletion], "net").With("a", Deletion, [0.5])).Tables.Single()), Is.Null);
}
