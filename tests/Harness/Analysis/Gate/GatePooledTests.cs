using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Gate;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using static VisEval.Tests.Testing.ReportMetrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>Numbers over all images together are shown with both values, and judged by none.</summary>
public sealed class GatePooledTests
{
    private static readonly double[][] Before = [[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1], [1, 1, 0]];
    private static readonly double[][] After = [[1, 0, 0], [1, 1, 0.5], [0, 0, 1], [1, 1, 0]];

    [Test]
    public void Both_values_and_the_difference_stand_in_a_row_of_their_own()
    {
        var row = Compare(Run(Before), Run(After)).Pooled.Single();
        Assert.That((row.Cell.Method.Shown, row.Cell.Metric.Shown, row.Images), Is.EqualTo(("a", "best-threshold", 4)));
        // The best threshold for all: .5 before, three of four at the first one now.
        Assert.That((row.Old, row.New, row.Difference), Is.EqualTo(((double?)0.5, (double?)0.75, (double?)0.25)));
        Assert.That(PooledRow.State, Is.EqualTo("not judged: pooled over images"));
    }

    [Test]
    public void Both_are_pooled_over_the_explanations_that_both_runs_have()
    {
        var row = Compare(Run(Before), Run([.. After.Take(3)])).Pooled.Single();
        double Pool(double[][] curves) => Enumerable.Range(0, 3).Max(x => curves.Take(3).Average(c => c[x]));
        Assert.That(row.Images, Is.EqualTo(3));
        Assert.That(row.Old, Is.EqualTo(Pool(Before)).Within(1e-12));
        Assert.That(row.New, Is.EqualTo(Pool(After)).Within(1e-12));
    }

    [Test]
    public void They_change_no_verdict_and_are_said_in_every_rendering()
    {
        var report = Compare(Run(Before), Run(After));
        Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Pass));
        Assert.That(report.Rows.Select(r => r.Cell.Metric.Shown), Is.EqualTo(new[] { "deletion" }));
        const string line = "a in best-threshold accuracy (toy, net): 0.500 before, 0.750 now, difference +0.250, 4 explanations";
        Assert.That(GateText.Pooled(report), Is.EqualTo(new[] { line }));
        Assert.That(string.Join(' ', GateLines.Of(report).Select(l => l.Trim())), Does.Contain(line));
        Assert.That(GateMarkdown.Render(report), Does.Contain("Not judged: pooled over images"));
        Assert.That(GateJson.Render(report), Does.Contain("\"state\": \"not judged: pooled over images\"").And.Contain("\"now\": 0.75"));
    }

    [Test]
    public void A_saved_baseline_has_no_curves_and_a_policy_may_ignore_the_number()
    {
        var row = Compare(Run(Before), Run(After), isBaseline: true).Pooled.Single();
        Assert.That((row.Old, row.New, row.Difference), Is.EqualTo(((double?)null, (double?)0.75, (double?)null)));
        var policy = GatePolicy.Default with
        {
            Named = [new CellRule(null, null, null, "best-threshold", null, CellLevel.Ignore, null)],
        };
        Assert.That(Compare(Run(Before), Run(After), policy).Pooled, Is.Empty);
    }

    [Test]
    public void A_method_that_is_gone_has_a_value_of_the_baseline_only()
    {
        var current = Run(After);
        var row = Compare(Run(Before), current with
        {
            Info = current.Info with { Methods = [Method("b")] },
            Scores = [.. current.Scores.Select(s => s with { Cell = s.Cell with { Method = "b" } })],
            Curves = [.. current.Curves.Select(c => c with { Cell = c.Cell with { Method = "b" } })],
        }).Pooled.Single();
        Assert.That((row.Old, row.New), Is.EqualTo(((double?)0.5, (double?)null)));
    }

    private static RunResults Run(double[][] curves) => Empty([Method("a")], [Deletion, BestThreshold], "net")
        .With("a", Deletion, GateSamples.Around(0.2, 6)).WithThresholds("a", curves);

    private static GateReport Compare(RunResults old, RunResults current, GatePolicy? policy = null, bool isBaseline = false) =>
        GateAnalysis.Of(new SavedRun("old", old, isBaseline), new SavedRun("new", current, false), policy ?? GatePolicy.Default, Known);
}
