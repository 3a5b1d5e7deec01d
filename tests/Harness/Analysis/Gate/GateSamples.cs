using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>Pairs of made-up runs whose verdicts are known.</summary>
internal static class GateSamples
{
    /// <summary>A run with the deletion of some methods, values by method.</summary>
    public static RunResults Deletions(params (string Method, double?[] Values)[] methods) => methods.Aggregate(
        ReportSamples.Empty([.. methods.Select(m => ReportSamples.Method(m.Method))], [ReportSamples.Deletion], "net"),
        (run, m) => run.With(m.Method, ReportSamples.Deletion, m.Values));

    /// <summary>Two runs of one method in which the gains are as given: deletion falls by as much as is won.</summary>
    public static (RunResults Old, RunResults New) WithGains(params double[] gains) =>
        (Deletions(("m", [.. gains.Select(_ => (double?)0.5)])), Deletions(("m", [.. gains.Select(g => (double?)(0.5 - g))])));

    /// <summary>What the gate says of two runs.</summary>
    public static GateReport Compare(RunResults old, RunResults current, GatePolicy? policy = null) =>
        GateAnalysis.Of(new SavedRun("old", old, false), new SavedRun("new", current, false), policy ?? GatePolicy.Default);

    /// <summary>The only row of a comparison.</summary>
    public static GateRow Row(RunResults old, RunResults current, GatePolicy? policy = null) => Compare(old, current, policy).Rows.Single();

    /// <summary>As many values around one, that differ a little.</summary>
    public static double?[] Around(double value, int count, double spread = 0.002) =>
        [.. Enumerable.Range(0, count).Select(i => (double?)(value + spread * (i % 5 - 2)))];
}
