using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>The verdicts of cells, from two runs to the row.</summary>
public sealed class GateVerdictTests
{
    [TestCase(new double[] { 0, 0 }, CellVerdict.Equivalent, TestName = "Equal_values_are_equivalent_however_few")]
    [TestCase(new[] { 5e-13, -9e-13, 0 }, CellVerdict.Equivalent, TestName = "Rounding_is_no_difference")]
    [TestCase(new[] { -0.3, -0.4, -0.2, -0.5 }, CellVerdict.Undecided, TestName = "Four_images_decide_nothing")]
    [TestCase(new[] { -0.3, -0.4, -0.2, -0.5, -0.25 }, CellVerdict.Worse, TestName = "Five_images_that_all_lose_are_worse")]
    [TestCase(new[] { 0.3, 0.4, 0.2, 0.5, 0.25 }, CellVerdict.Improved, TestName = "Five_images_that_all_win_are_improved")]
    [TestCase(new[] { -0.001, -0.002, -0.001, -0.003, -0.002 }, CellVerdict.Equivalent, TestName = "A_loss_within_the_margin_is_none")]
    [TestCase(new[] { -0.3, 0.4, 0.2, -0.5, 0.25, -0.1 }, CellVerdict.Undecided, TestName = "Gains_and_losses_are_undecided")]
    public void The_verdict_of_planted_gains(double[] gains, CellVerdict verdict)
    {
        var (old, current) = GateSamples.WithGains(gains);
        var row = GateSamples.Row(old, current);
        Assert.Multiple(() =>
        {
            Assert.That(row.Verdict, Is.EqualTo(verdict));
            Assert.That(row.Images, Is.EqualTo(gains.Length));
            Assert.That(row.Difference, Is.EqualTo(gains.Average()).Within(1e-12));
        });
    }

    [Test]
    public void Better_is_positive_in_scores_of_every_kind()
    {
        static GateRow Of(ScoreInfo score, double old, double current)
        {
            var metric = new MetricInfo("some", "some", "faithfulness", "", [score]);
            RunResults Run(double value) => ReportSamples.Empty([ReportSamples.Method("m")], [metric], "net")
                .With("m", metric, [.. Enumerable.Repeat((double?)value, 6)]);
            return GateSamples.Row(Run(old), Run(current));
        }
        Assert.Multiple(() =>
        {
            Assert.That(Of(new("s", Direction.Lower, 0, 1), 0.5, 0.2).Difference, Is.EqualTo(0.3).Within(1e-12));
            Assert.That(Of(new("s", Direction.Higher, 0, 1), 0.5, 0.2).Difference, Is.EqualTo(-0.3).Within(1e-12));
            Assert.That(Of(new("s", Direction.Lower, -1, 1) { Ideal = 0 }, -0.5, 0.2).Difference, Is.EqualTo(0.3).Within(1e-12));
            Assert.That(Of(new("s", Direction.Lower, -1, 1) { Ideal = 0 }, -0.5, 0.2).Verdict, Is.EqualTo(CellVerdict.Improved));
        });
    }

    [Test]
    public void Verdicts_agree_with_the_reference_family()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(GoldenFolder.PathOf("statistics2/cases.json")));
        var golden = cases.RootElement.EnumerateArray().Single(c => c.GetProperty("name").GetString() == "gate_family_holm");
        var gains = golden.GetProperty("inputs").GetProperty("gains_by_cell").EnumerateObject().ToDictionary(
            c => c.Name, c => c.Value.EnumerateArray().Select(v => v[0].GetDouble()).ToArray());
        var old = GateSamples.Deletions([.. gains.Select(g => (g.Key, g.Value.Select(_ => (double?)0.5).ToArray()))]);
        var current = GateSamples.Deletions([.. gains.Select(g => (g.Key, g.Value.Select(v => (double?)(0.5 - v)).ToArray()))]);
        var margin = golden.GetProperty("params").GetProperty("margin").GetDouble();
        var report = GateSamples.Compare(old, current, GatePolicy.Default with { Margin = margin });
        var expected = golden.GetProperty("expected");
        Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Fail));
        foreach (var row in report.Rows)
        {
            var cell = row.Cell.Method.Shown;
            JsonElement Expected(string what) => expected.GetProperty(what).GetProperty(cell);
            Assert.That(Kebab.From(row.Verdict.ToString()), Is.EqualTo(Expected("verdict").GetString()), cell);
            Assert.That(row.Worse, Is.EqualTo(Expected("p_worse_holm").GetDouble()).Within(1e-9), cell);
            Assert.That(row.Better, Is.EqualTo(Expected("p_better_holm").GetDouble()).Within(1e-9), cell);
            Assert.That(row.Equivalent, Is.EqualTo(Expected("p_equivalent").GetDouble()).Within(1e-9), cell);
        }
    }

    [Test]
    public void Equal_cells_do_not_weigh_on_those_that_changed()
    {
        // Corrected for ten tests five images could show nothing: 10/32 > 0.05.
        var same = Enumerable.Range(0, 9).Select(i => ($"same-{i}", GateSamples.Around(0.5, 5))).ToArray();
        var old = GateSamples.Deletions([("m", GateSamples.Around(0.2, 5)), .. same]);
        var current = GateSamples.Deletions([("m", GateSamples.Around(0.6, 5)), .. same]);
        var report = GateSamples.Compare(old, current);
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows[0].Verdict, Is.EqualTo(CellVerdict.Worse));
            Assert.That(report.Rows.Skip(1).Select(r => r.Verdict), Is.All.EqualTo(CellVerdict.Equivalent));
            Assert.That(report.Size, Is.EqualTo(new GateSize(10, 1, 5, 5)));
        });
    }

    [Test]
    public void Too_few_images_for_the_number_of_cells_are_said()
    {
        (string, double?[])[] Runs(double value) => [.. Enumerable.Range(0, 10).Select(i => ($"m{i}", GateSamples.Around(value, 5)))];
        var report = GateSamples.Compare(GateSamples.Deletions(Runs(0.2)), GateSamples.Deletions(Runs(0.6)));
        Assert.Multiple(() =>
        {
            Assert.That(report.Size, Is.EqualTo(new GateSize(10, 10, 5, 8)));
            Assert.That(report.Size.IsTooSmall);
            Assert.That(report.Rows.Select(r => (r.Verdict, r.Reason)), Is.All.EqualTo((CellVerdict.Undecided, "too few images")));
            Assert.That(report.Rows.Select(r => r.SmallestEffect), Is.All.Null);
            Assert.That(report.Rows.Select(r => r.ImagesToDecide), Is.All.EqualTo(8));
            Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Undecided));
        });
    }

    [Test]
    public void Two_targets_of_an_image_are_one_observation()
    {
        RunResults Run(double value)
        {
            var run = GateSamples.Deletions(("m", [.. Enumerable.Repeat((double?)value, 4)]));
            return run with { Scores = [.. run.Scores, .. run.Scores.Select(s => s with { Cell = s.Cell with { Target = 1 } })] };
        }
        var row = GateSamples.Row(Run(0.2), Run(0.6));
        Assert.That((row.Images, row.Verdict), Is.EqualTo((4, CellVerdict.Undecided)), "eight rows, but four images");
    }

    [Test]
    public void The_smallest_effect_and_the_images_to_decide_are_those_of_the_formulas()
    {
        double[] gains = [-0.02, 0.03, -0.05, 0.04, 0.01, -0.03, 0.02, 0.05, -0.04, 0.03];
        var (old, current) = GateSamples.WithGains(gains);
        var row = GateSamples.Row(old, current);
        var deviation = Math.Sqrt(gains.Sum(g => Math.Pow(g - gains.Average(), 2)) / (gains.Length - 1));
        Assert.Multiple(() =>
        {
            // 1.6449 + 0.8416; within the margin 1.6449 + 1.2816.
            Assert.That(row.SmallestEffect, Is.EqualTo(2.4864748 * deviation / Math.Sqrt(10)).Within(1e-6));
            Assert.That(row.ImagesToDecide, Is.EqualTo((int)Math.Ceiling(Math.Pow(2.9264052 * deviation / 0.01, 2)) + 2));
        });
    }
}
