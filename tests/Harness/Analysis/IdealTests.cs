using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>What the facts of a number do to ranks: an ideal inside the range, a unit, another name.</summary>
public sealed class IdealTests
{
    private static readonly MetricInfo Dependence = new(
        "data-randomization", "data-randomization", "faithfulness", "Adebayo, 2018",
        [new("spearman", Direction.Lower, -1, 1) { Ideal = 0 }])
    {
        Construct = Construct.Removal,
    };

    [Test]
    public void Nearest_to_the_ideal_is_best_on_either_side()
    {
        var run = Empty([Method("fullgrad"), Method("prediction-difference"), Method("none"), Control("random")], [Dependence], "net")
            .With("fullgrad", Dependence, [-0.27, -0.27]).With("prediction-difference", Dependence, [-0.94, -0.94])
            .With("none", Dependence, [0.05, 0.05]).With("random", Dependence, [1, 1]);
        var rows = Leaderboard.From(run).Tables.Single().Rows;
        Assert.That(rows.Select(r => r.Method.Key), Is.EqualTo(new[] { "none", "fullgrad", "prediction-difference", "random" }));
        Assert.That(rows.Select(r => r.Cells[0].IsBest), Is.EqualTo(new[] { true, false, false, false }));
        Assert.That(rows[1].Cells[0].Mean, Is.EqualTo(-0.27), "the number itself is shown");
        Assert.That(rows[0].Cells[0].Verdict, Has.Property("Against").EqualTo("random").And.Property("Gain").EqualTo(0.95).Within(1e-12));
        Assert.That(LeaderboardMarkdown.Render(run, Leaderboard.From(run), MetricBoard.From(run)), Does.Contain("data-randomization →0"));
    }

    [Test]
    public void Values_on_both_sides_do_not_cancel()
    {
        var run = Empty([Method("swings"), Method("steady")], [Dependence], "net")
            .With("swings", Dependence, [0.9, -0.9]).With("steady", Dependence, [0.2, 0.2]);
        var rows = Leaderboard.From(run).Tables.Single().Rows;
        Assert.That(rows.Select(r => (r.Method.Key, r.Cells[0].Merit)), Is.EqualTo(new[] { ("steady", (double?)-0.2), ("swings", -0.9) }));
        Assert.That(rows[1].Cells[0].Mean, Is.Zero);
    }

    [Test]
    public void The_metric_board_compares_distances_from_the_ideal()
    {
        var run = Empty([Method("a"), Method("b"), Method("c"), Control("random")], [Dependence], "net");
        foreach (var (method, value) in new[] { ("a", -0.3), ("b", 0.2), ("c", -0.1), ("random", -0.9) })
            run = run.With(method, Dependence, [.. Enumerable.Range(0, 12).Select(i => (double?)(value * (1 + 0.001 * i)))]);
        var row = MetricBoard.From(run).Tables.Single().Rows.Single();
        Assert.That((row.Separation.Value, row.Above, row.Below), Is.EqualTo((1.0, 3, 0)), "all are less dependent than −0.9");
    }

    [Test]
    public void A_number_that_depends_on_the_unit_of_the_map_is_shown_and_not_ranked()
    {
        var unit = new MetricInfo(
            "error", "error", "faithfulness", "nobody",
            [new("error", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = true }])
        {
            Construct = Construct.Effects,
        };
        var run = Empty([Method("a"), Method("b"), Method("c"), Control("random")], [unit, Deletion], "net");
        foreach (var (method, value) in new[] { ("a", 1e7), ("b", 1.0), ("c", 2.0), ("random", 3.0) })
            run = run.With(method, unit, [.. Enumerable.Repeat((double?)value, 8)])
                .With(method, Deletion, [.. Enumerable.Repeat((double?)(1 - 0.1 * value / (1 + value)), 8)]);
        var (board, metrics) = (Leaderboard.From(run), MetricBoard.From(run));
        var rows = board.Tables.Single().Rows;
        Assert.That(rows.Select(r => r.Method.Key), Is.EqualTo(new[] { "a", "c", "b", "random" }), "by deletion alone");
        Assert.That(
            rows.Select(r => (r.Cells[1].Rank, r.Cells[1].IsBest, r.Cells[1].Verdict)),
            Has.All.EqualTo(((double?)null, false, Verdict.None)));
        Assert.That(rows[0].Cells[1].Mean, Is.EqualTo(1e7), "the numbers stand by construct: removal, then effects");
        var row = metrics.Tables.Single().Rows[1];
        Assert.That((row.Separation.State.Text, row.Reliability.State.Text, row.Verdict),
            Is.EqualTo(("undefined:depends-on-scale", "undefined:depends-on-scale", MetricVerdict.Unknown)));
        Assert.That(new HtmlReport().Render(new ReportContext(run, board, metrics, [])), Does.Contain("not ranked"));
    }

    [Test]
    public void One_number_under_several_names_counts_once_in_the_mean_rank()
    {
        MetricInfo Auc(string key) => new(key, key.Split(':')[0], "faithfulness", "", [new("auc", Direction.Lower, 0, 1)])
        {
            Construct = Construct.Removal,
        };
        MetricInfo Share(string key, string score) => new(key, key, "localization", "", [new(score, Direction.Higher, 0, 1)])
        {
            Construct = Construct.Localization,
        };
        MetricInfo[] same = [Auc("deletion"), Auc("morf"), Auc("pixel-flipping")];
        var (energy, other) = (Share("energy-pointing-game", "energy"), Auc("deletion:step=7"));
        var run = Empty([Method("a"), Method("b")], [.. same, energy, Share("relevance-mass", "mass"), other], "net");
        foreach (var metric in same)
            run = run.With("a", metric, [0.1]).With("b", metric, [0.2]);
        foreach (var metric in run.Info.Metrics.Skip(3))
            run = run.With("a", metric, [metric == other ? 0.2 : 0.1]).With("b", metric, [metric == other ? 0.1 : 0.2]);
        var table = Leaderboard.From(run).Tables.Single();
        Assert.That(table.Criteria.Select(c => c.Metric.Key), Is.EqualTo(new[] { "deletion", "deletion:step=7", "energy-pointing-game" }));
        // Removal: 1 and 2, mean 1½; localization: 2. Mean 1¾ of two.
        var row = table.Rows.Single(r => r.Method.Key == "a");
        Assert.That(row.Standing!.MeanRank, Is.EqualTo((1.75 - 0.5) / 2).Within(1e-12));
        Assert.That(
            Leaderboard.From(run).Tables.Single().Numbers.Select(n => n.Metric.Key), Does.Contain("morf").And.Contain("pixel-flipping"),
            "the names stay");
    }

    [Test]
    public void Facts_of_a_number_stand_in_run_json_and_are_read_again()
    {
        var info = Empty([], [Dependence, Deletion], "net").Info;
        var text = RunInfoJson.ToText(info);
        Assert.That(text, Does.Contain("\"ideal\": 0").And.Not.Contain("dependsOnScale").And.Not.Contain("best"));
        Assert.That(RunInfoJson.FromText(text, "run.json").Metrics[0].Scores[0].Ideal, Is.Zero);
        Assert.That(RunInfoJson.FromText(text, "run.json").Metrics[1].Scores[0].Ideal, Is.Null);
    }
}
