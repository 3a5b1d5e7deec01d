using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class MergedTableTests
{
    // On the easy network everything is good; "partial" applies to it alone and is the worst method there.
    private static RunResults Run() =>
        Empty([Method("partial"), Method("good"), Method("fair"), Control("random")], [Deletion], "easy", "hard")
            .With("partial", Deletion, [0.03, 0.03], "easy").With("good", Deletion, [0.01, 0.01], "easy")
            .With("fair", Deletion, [0.02, 0.02], "easy")
            .With("random", Deletion, [0.04, 0.04], "easy")
            .With("good", Deletion, [0.5, 0.5], "hard").With("fair", Deletion, [0.6, 0.6], "hard")
            .With("random", Deletion, [0.9, 0.9], "hard")
            .Without("partial", "hard");

    [Test]
    public void A_method_that_applies_to_the_easy_network_alone_is_not_flattered_by_its_mean()
    {
        var table = Leaderboard.From(Run()).Tables[0];
        Assert.That(
            table.Rows.Select(r => (r.Method.Key, r.Standing?.Position, r.Networks)), Is.EqualTo(new (string, int?, int)[]
            {
                ("good", 1, 2), ("fair", 2, 2), ("partial", 3, 1), ("random", null, 2),
            }));
        // (r − ½)/k among three on the easy network and among two on the hard one.
        Assert.That(
            table.Ranked.Select(r => r.Standing!.MeanRank),
            Is.EqualTo(new[] { (0.5 / 3 + 0.5 / 2) / 2, (1.5 / 3 + 1.5 / 2) / 2, 2.5 / 3 }).Within(1e-12));
        Assert.That(table.Rows[0].Cells[0].Mean, Is.EqualTo((0.01 + 0.5) / 2).Within(1e-12));
        Assert.That(table.Rows[2].Cells[0].Mean, Is.EqualTo(0.03).Within(1e-12), "far below the 0.255 of the best");
        Assert.That(table.Rows.Select(r => r.Cells[0].IsBest), Is.EqualTo(new[] { true, false, false, false }));
        Assert.That((table.IsUneven, table.IsPartial(table.Rows[2]), table.IsPartial(table.Rows[0])), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Where_it_does_not_apply_it_is_not_ranked_and_the_table_says_so()
    {
        var hard = Leaderboard.From(Run()).Tables[2];
        var partial = hard.Rows.Single(r => r.Method.Key == "partial");
        Assert.That((partial.Networks, partial.Standing, partial.Ranked.Why), Is.EqualTo((0, (Standing?)null, "does not apply")));
        Assert.That(hard.IsUneven, Is.False, "one network is nothing to average over");
    }

    [Test]
    public void A_method_whose_maps_say_nothing_does_apply_and_ranks_last()
    {
        var table = Leaderboard.From(Empty([Method("a"), Method("flat")], [Deletion], "one", "two")
            .With("a", Deletion, [0.9], "one").With("a", Deletion, [0.9], "two")
            .With("flat", Deletion, [0.1], "one").With("flat", Deletion, [null], "two")).Tables[0];
        Assert.That(
            table.Rows.Select(r => (r.Method.Key, r.Standing!.MeanRank, r.Networks)),
            Is.EqualTo(new[] { ("a", 0.5, 2), ("flat", 0.5, 2) }));
    }

    [Test]
    public void Reports_say_so_in_one_sentence_under_the_table()
    {
        var run = Run();
        var text = LeaderboardMarkdown.Render(run, Leaderboard.From(run), MetricBoard.From(run));
        Assert.That(text, Does.Contain("| partial ° 1 of 2 networks | 1–3 = | 0.250 | 0.030 ? (2 of 4) |")
            .And.Contain("\nNetworks count alike: "));
        Assert.That(text.Split("° does not apply"), Has.Length.EqualTo(2), "only where it matters");
    }
}

internal static class NotApplicable
{
    /// <summary>Adds the cells of a method that has nothing to say of a model.</summary>
    public static RunResults Without(this RunResults run, string method, string model) => run with
    {
        Scores =
        [
            .. run.Scores,
            .. Enumerable.Range(0, 2).Select(i => new ScoreRow(
                new CellKey("toy", model, method, "deletion", $"i{i}", 0), "auc", null, CellState.Undefined("no-linear-head"))),
        ],
    };
}
