using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Cards;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Cards;

/// <summary>What is read back of a leaderboard.md is what was written.</summary>
internal sealed class ReferenceRunTests
{
    [Test]
    public void Every_number_of_a_written_leaderboard_is_read_back()
    {
        var results = Small();
        var board = Leaderboard.From(results, ReportMetrics.Known);
        var run = Read(results, board);
        var table = board.Tables[0];
        Assert.That(table.Rows, Is.Not.Empty);
        foreach (var row in table.Rows)
        {
            var measured = run.Measured(row.Method.Name)!;
            Assert.That(measured.Unit, Is.EqualTo(row.Method.Key));
            Assert.That(measured.Place, Is.EqualTo(RunText.Place(row)));
            Assert.That((measured.BestPlace, measured.WorstPlace), Is.EqualTo((row.Standing?.Best, row.Standing?.Worst)));
            Assert.That(NumberText.Score(measured.Skill), Is.EqualTo(NumberText.Score(row.Skill?.Value)));
            Assert.That(
                measured.Scores.Select(s => (s.Metric, s.Score, NumberText.Score(s.Value))),
                Is.EquivalentTo(table.Numbers.Zip(row.Cells, (n, c) => (n.Metric.Key, n.Score.Name, NumberText.Score(c.Mean)))));
            Assert.That(
                measured.Costs.Select(c => (c.Metric, NumberText.Cost(c.Median))),
                Is.EquivalentTo(table.Costs.Select((c, i) => (c.Key, NumberText.Cost(row.Cost?.Values[i]?.Median)))));
        }
    }

    [Test]
    public void A_method_on_one_of_two_networks_says_so_and_its_numbers_stand_beside_those_of_the_controls()
    {
        var results = Empty([Method("a:x=1,y=2") with { Name = "a" }, Control("random")], [Deletion], "one", "two")
            .With("a:x=1,y=2", Deletion, [0.2, 0.4], "one").With("random", Deletion, [0.25, 0.35], "one")
            .With("random", Deletion, [0.1, 0.3], "two");
        var measured = Read(results, Leaderboard.From(results, ReportMetrics.Known)).Measured("a")!;
        Assert.That(measured.Networks, Is.EqualTo(1));
        Assert.That(measured.Run.Networks, Is.EqualTo(new[] { "one", "two" }));
        Assert.That(measured.Scores[0].Value, Is.EqualTo(0.3).Within(1e-12));
        Assert.That(measured.Scores[0].Controls["random"], Is.EqualTo(0.25).Within(1e-12));
    }

    [TestCase("**0.820** †", 0.82, "not-shown-better", null, null)]
    [TestCase("-3.5e-4", -3.5e-4, null, null, null)]
    [TestCase("**-3.5e-4**", -3.5e-4, null, null, null)]
    [TestCase("0.306 ? (11 of 18)", 0.306, "too-few-images", 11, 18)]
    [TestCase("12.3 ‡", 12.3, "worse", null, null)]
    [TestCase("– (0 of 54)", null, null, 0, 54)]
    [TestCase("–", null, null, null, null)]
    public void A_cell_of_a_number(string cell, double? value, string? mark, int? some, int? all) =>
        Assert.That(PublishedCell.Score(cell), Is.EqualTo((value, mark, some, all)));

    [TestCase("33.2 (30 to 33.9)", 33.2, 30, 33.9)]
    [TestCase("16", 16, null, null)]
    [TestCase("–", null, null, null)]
    public void A_cell_of_a_cost(string cell, double? median, double? low, double? high) =>
        Assert.That(PublishedCell.Cost(cell), Is.EqualTo((median, low, high)));

    [TestCase("1–6 =", 1, 6)]
    [TestCase("3", 3, 3)]
    [TestCase("not shown: more faithful than random", null, null)]
    [TestCase("control", null, null)]
    public void A_cell_of_a_place(string cell, int? best, int? worst) =>
        Assert.That(PublishedCell.Place(cell), Is.EqualTo((best, worst)));

    [TestCase("0.82x")]
    [TestCase("**0.820")]
    [TestCase("")]
    public void What_is_no_number_is_no_silent_null(string cell)
    {
        Assert.That(() => PublishedCell.Score(cell), Throws.InstanceOf<InvalidDataException>());
        Assert.That(() => PublishedCell.Cost(cell), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void A_row_of_other_length_than_its_head_is_refused()
    {
        const string text = "# L\n\n## toy · net\n\n| method | place | skill |\n| --- | ---: | ---: |\n| a | 1 |\n";
        Assert.That(() => PublishedTable.Of(text, "toy"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("2 cells"));
        Assert.That(() => PublishedTable.Of(text, "other"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("## other"));
    }

    // The twin: the exact numbers of the same run, which the published baseline holds.
    [Test]
    public void The_published_numbers_are_the_means_of_the_published_baseline()
    {
        var baseline = BaselineFile.Read(Path.Combine(Repository.Root, "results", "reference", "baseline.json.gz"));
        var run = ReferenceRun.Published();
        Assert.That(run.Run.Version, Is.EqualTo(baseline.Info.Version));
        Assert.That(run.Run.Images, Is.EqualTo(baseline.Info.Limit));
        foreach (var method in baseline.Info.Methods)
        {
            var measured = run.Measured(method.Name)!;
            foreach (var score in measured.Scores)
            {
                var values = baseline.Scores
                    .Where(r => r.Cell.Method == method.Key && r.Cell.Metric == score.Metric && r.Score == score.Score && r.State.IsOk)
                    .GroupBy(r => r.Cell.Model, (_, rows) => rows.Average(r => r.Value!.Value)).ToList();
                Assert.That(
                    NumberText.Score(score.Value), Is.EqualTo(NumberText.Score(values.Count == 0 ? null : values.Average())),
                    $"{method.Key}, {score.Metric} {score.Score}");
            }
            foreach (var unit in new[] { "milliseconds", "images", "megabytes" })
                Assert.That(measured.Costs.Select(c => c.Unit), Has.Some.EqualTo(unit));
        }
    }

    [Test]
    public void Of_a_method_that_the_preset_leaves_out_the_reason_is_given() => Assert.Multiple(() =>
    {
        Assert.That(ReferenceRun.Published().Measured("rise"), Is.Null);
        Assert.That(
            ReferenceRun.Published().WhyNot("rise"),
            Does.StartWith("Not measured: the preset quick leaves it out").And.Contains("4000"));
        Assert.That(ReferenceRun.Published().WhyNot("mine"), Is.EqualTo("Not measured: the published run does not have it."));
    });

    private static ReferenceRun Read(RunResults results, Leaderboard board) => ReferenceRun.Of(
        RunInfoJson.ToText(results.Info),
        LeaderboardMarkdown.Render(results, board, MetricBoard.From(results, ReportMetrics.Known)));
}
