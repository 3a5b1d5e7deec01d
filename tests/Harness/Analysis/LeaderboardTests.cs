using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class LeaderboardTests
{
    [Test]
    public void Means_leave_out_what_is_not_ok_and_count_it()
    {
        var cell = Cell(Leaderboard.From(Small()), "gradient", Deletion);
        Assert.That(cell.Mean, Is.EqualTo(1.7 / 3).Within(1e-12));
        Assert.That(cell.Images, Is.EqualTo(3));
        Assert.That(cell.Counts, Is.EqualTo(new StateCounts(Ok: 3, Degenerate: 1, Undefined: 1, Failed: 1)));
    }

    [Test]
    public void A_method_without_any_number_has_no_mean_and_ranks_last()
    {
        var cell = Cell(Leaderboard.From(Small()), "uniform", Deletion);
        Assert.That(cell, Is.EqualTo(new LeaderboardCell(null, null, 0, new StateCounts(0, 4, 0, 0), 4, Verdict.None, false)));
    }

    [Test]
    public void Rows_are_ordered_by_ranks_within_images_one_vote_a_construct()
    {
        var run = Empty([Method("a"), Method("b"), Method("c")], [Deletion, PointingGame, Similarity], "net")
            .With("a", Deletion, [0.3, 0.3]).With("b", Deletion, [0.1, 0.1]).With("c", Deletion, [0.2, 0.2])
            .With("a", PointingGame, [0, 0]).With("b", PointingGame, [1, 1]).With("c", PointingGame, [1, 1])
            .With("a", Similarity, [-1, -1]).With("b", Similarity, [1, 1]).With("c", Similarity, [0, 0]);
        var table = Leaderboard.From(run).Tables.Single();
        Assert.That(table.Rows.Select(r => r.Method.Key), Is.EqualTo(new[] { "b", "c", "a" }));
        // Mean ranks 1.25, 1.75 and 3 of three.
        Assert.That(
            table.Rows.Select(r => r.Standing!.MeanRank), Is.EqualTo(new[] { 0.75 / 3, 1.25 / 3, 2.5 / 3 }).Within(1e-12));
        Assert.That(table.Rows.Select(r => r.Standing!.Places), Has.All.EqualTo("1–3"), "two images show nothing");
        Assert.That(table.IsExamined, Is.False);
    }

    [Test]
    public void A_ranked_number_that_nobody_has_does_not_count()
    {
        var run = Empty([Method("a"), Method("b")], [Deletion, PointingGame], "net")
            .With("a", Deletion, [0.3]).With("b", Deletion, [0.1])
            .With("a", PointingGame, [null]).With("b", PointingGame, [null]);
        Assert.That(Leaderboard.From(run).Tables.Single().Criteria.Select(c => c.Metric.Key), Is.EqualTo(new[] { "deletion" }));
    }

    [Test]
    public void Without_a_ranked_number_nobody_is_placed_and_the_order_is_the_runs()
    {
        var run = Empty([Method("b"), Method("a")], [Similarity], "net").With("a", Similarity, [0]).With("b", Similarity, [1]);
        var rows = Leaderboard.From(run).Tables.Single().Rows;
        Assert.That(rows.Select(r => (r.Method.Key, r.Standing)), Is.EqualTo(new[] { ("b", (Standing?)null), ("a", null) }));
    }

    [Test]
    public void Two_targets_of_an_image_are_one_cluster_of_the_interval()
    {
        var run = Empty([Method("a")], [Deletion], "net") with
        {
            Scores =
            [
                Row("a", "i0", 0, 0.1), Row("a", "i0", 1, 0.3), Row("a", "i1", 0, 0.6), Row("a", "i2", 0, 0.9), Row("a", "i2", 1, 0.7),
            ],
        };
        var cell = Cell(Leaderboard.From(run), "a", Deletion);
        Assert.That(cell.Mean, Is.EqualTo(0.52).Within(1e-12));
        Assert.That(cell.Images, Is.EqualTo(3));
        // Sums .4, .6 and 1.6 of 2, 1 and 2 values: Student's, on the linearised error, would leave 0 to 1, so that the ends are Wilson's.
        var residuals = new[] { 0.4 - 2 * 0.52, 0.6 - 0.52, 1.6 - 2 * 0.52 };
        var error = Math.Sqrt(3 / 2.0 * residuals.Sum(r => r * r)) / 5;
        Assert.That(0.52 + 4.302652729911275 * error, Is.GreaterThan(1));
        Assert.That(cell.Interval!.Procedure, Is.EqualTo("wilson"));
        foreach (var end in new[] { cell.Interval.Ends.Low, cell.Interval.Ends.High })
            Assert.That(
                Math.Abs(0.52 - end) / error * Math.Sqrt(0.52 * 0.48 / (end * (1 - end))), Is.EqualTo(4.302652729911275).Within(1e-9));
    }

    [Test]
    public void Hits_have_an_interval_with_width_even_where_all_agree()
    {
        var run = Empty([Method("a")], [PointingGame], "net").With("a", PointingGame, [.. Enumerable.Repeat((double?)1, 10)]);
        var interval = Cell(Leaderboard.From(run), "a", PointingGame).Interval!;
        Assert.That(interval.Procedure, Is.EqualTo("wilson"));
        Assert.That(interval.Ends.Low, Is.EqualTo(10 / (10 + 1.959963984540054 * 1.959963984540054)).Within(1e-9));
        Assert.That(interval.Ends.High, Is.EqualTo(1));
    }

    [Test]
    public void One_image_has_a_mean_but_no_interval_and_no_verdict()
    {
        var run = Empty([Method("a"), Control("random")], [Deletion], "net").With("a", Deletion, [0.3]).With("random", Deletion, [0.9]);
        var cell = Cell(Leaderboard.From(run), "a", Deletion);
        Assert.That((cell.Mean, cell.Interval, cell.Verdict.Sign), Is.EqualTo((0.3, (MeasuredInterval?)null, "?")));
    }

    [Test]
    public void The_best_is_a_method_and_a_control_only_when_it_is_better_than_every_method()
    {
        var run = Empty([Method("a"), Method("b"), Control("center"), Control("random")], [Deletion, PointingGame], "net")
            .With("a", Deletion, [0.3]).With("b", Deletion, [0.4]).With("center", Deletion, [0.1]).With("random", Deletion, [0.3])
            .With("a", PointingGame, [0]).With("b", PointingGame, [1]).With("center", PointingGame, [1]).With("random", PointingGame, [0]);
        var board = Leaderboard.From(run);
        string[] Best(MetricInfo metric) =>
            [.. board.Tables.Single().Rows.Where(r => Cell(board, r.Method.Key, metric).IsBest).Select(r => r.Method.Key)
                .Order(StringComparer.Ordinal)];
        Assert.That(Best(Deletion), Is.EqualTo(new[] { "a", "center" }));
        Assert.That(Best(PointingGame), Is.EqualTo(new[] { "b" }), "center only ties with b");
    }

    [Test]
    public void Several_models_have_a_table_together_and_one_each()
    {
        var run = Empty([Method("a")], [Deletion], "one", "two", "unused")
            .With("a", Deletion, [0.2, 0.4], "one").With("a", Deletion, [0.6, 0.8], "two");
        var board = Leaderboard.From(run);
        Assert.That(board.Tables.Select(t => t.Model), Is.EqualTo(new[] { null, "one", "two" }));
        Assert.That(board.Tables.Select(t => t.Rows[0].Cells[0].Mean), Is.EqualTo(new double?[] { 0.5, 0.3, 0.7 }).Within(1e-12));
        Assert.That(board.Tables[0].Rows[0].Cells[0].Images, Is.EqualTo(2), "an image of two models is one image");
    }

    [Test]
    public void Methods_and_numbers_without_results_are_not_shown()
    {
        var run = Empty([Method("a"), Method("absent")], [Deletion, PointingGame], "net").With("a", Deletion, [0.2]);
        var table = Leaderboard.From(run).Tables.Single();
        Assert.That(table.Rows.Select(r => r.Method.Key), Is.EqualTo(new[] { "a" }));
        Assert.That(table.Numbers.Select(n => n.Title), Is.EqualTo(new[] { "deletion" }));
    }

    [Test]
    public void Cost_columns_are_the_runs_cost_metrics_median_and_quartiles()
    {
        var table = Leaderboard.From(Small(), ReportMetrics.Known).Tables.Single();
        var cost = table.Rows.Single(r => r.Method.Key == "grad-cam").Cost!;
        Assert.That(table.Costs.Select(c => c.Key), Is.EqualTo(new[] { "runtime", "passes" }));
        Assert.That(cost.Milliseconds, Is.EqualTo(2.5));
        Assert.That(cost.Values, Is.EqualTo(new[] { new CostValue(2.5, new Interval(1.75, 3.25)), new CostValue(2, new Interval(2, 2)) }));
    }

    [Test]
    public void A_run_without_results_has_no_table() => Assert.That(Leaderboard.From(Empty([], [], "net")).Tables, Is.Empty);

    private static LeaderboardCell Cell(Leaderboard board, string method, MetricInfo metric)
    {
        var table = board.Tables.Single();
        var column = table.Numbers.ToList().FindIndex(n => n.Metric.Key == metric.Key);
        return table.Rows.Single(r => r.Method.Key == method).Cells[column];
    }

    private static ScoreRow Row(string method, string image, int target, double value) =>
        new(new CellKey("toy", "net", method, "deletion", image, target), "auc", value, CellState.Ok);
}
