using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>One number under two names is one test.</summary>
public sealed class GateSynonymTests
{
    // Five images lose alike: p = 2⁻⁵ = .03125. As one test of one, it is shown; as one of two, it is not.
    private static readonly double?[] Before = [.. Enumerable.Repeat((double?)0.2, 5)];
    private static readonly double?[] After = [0.3, 0.32, 0.34, 0.36, 0.38];
    private static readonly MetricInfo Morf = Deletion with { Key = "morf", Name = "morf" };

    [Test]
    public void A_synonym_makes_no_verdict_milder()
    {
        var alone = GateSamples.Row(Run([Deletion], Before), Run([Deletion], After));
        Assert.That((alone.Verdict, alone.Worse), Is.EqualTo((CellVerdict.Worse, (double?)0.03125)));
        var twice = GateSamples.Compare(Run([Deletion, Morf], Before), Run([Deletion, Morf], After));
        Assert.That(twice.Rows.Select(r => (r.Verdict, r.Worse)), Has.All.EqualTo((CellVerdict.Worse, (double?)0.03125)));
        Assert.That((twice.Size.Critical, twice.Size.Tested), Is.EqualTo((2, 1)));
    }

    [Test]
    public void One_value_that_differs_makes_it_a_test_of_its_own()
    {
        double?[] other = [.. After.Take(4), 0.37];
        var report = GateSamples.Compare(
            Run([Deletion, Morf], Before), Run([Deletion], After, Morf).With("m", Morf, other));
        Assert.That(report.Rows.Select(r => (r.Verdict, r.Worse)), Has.All.EqualTo((CellVerdict.Undecided, (double?)0.0625)));
        Assert.That(report.Size.Tested, Is.EqualTo(2));
    }

    [Test]
    public void Numbers_of_two_methods_that_agree_stay_two_tests()
    {
        var report = GateSamples.Compare(
            GateSamples.Deletions(("a", Before), ("b", Before)), GateSamples.Deletions(("a", After), ("b", After)));
        Assert.That(report.Rows.Select(r => r.Worse), Has.All.EqualTo(0.0625));
    }

    [Test]
    public void An_advisory_synonym_is_judged_with_its_twin()
    {
        var policy = GatePolicy.Default with { Named = [new CellRule(null, null, null, "morf", null, CellLevel.Advisory, null)] };
        var report = GateSamples.Compare(Run([Deletion, Morf], Before), Run([Deletion, Morf], After), policy);
        Assert.That(report.Rows.Select(r => r.Worse), Has.All.EqualTo(0.03125));
    }

    private static RunResults Run(MetricInfo[] metrics, double?[] values, params MetricInfo[] further) =>
        metrics.Aggregate(Empty([Method("m")], [.. metrics, .. further], "net"), (run, m) => run.With("m", m, values));
}
