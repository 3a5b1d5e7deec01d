using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class EquivalenceCasesTests
{
    private static readonly Flipping AnyFlipping = new(Seed.Of(1));

    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("equivalence");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden)
    {
        var (margin, rule) = (golden.Params.Number("margin"), new GateRule(golden.Params.Number("alpha")));
        if (golden.Has("gains_by_cell"))
            golden.Check(OfFamily(golden, margin, rule));
        else
            golden.Check(OfCell(golden, margin, rule));
    }

    private static object OfCell(StatisticCase golden, double margin, GateRule rule)
    {
        var clusters = Clusters.Of(golden.Rows("gains_by_cluster"));
        var (totals, test) = (ClusterTotals.Of(clusters), GateTest.Of(clusters, margin, AnyFlipping));
        var flips = Equivalence.BySignFlip(totals, margin, AnyFlipping);
        var interval = golden.Has("indices")
            ? Bootstrap.PercentileInterval(clusters, golden.Array("indices"), 1 - 2 * rule.Alpha)
            : default;
        return new
        {
            t = OfStudent(totals.Means(), margin, 1 - 2 * rule.Alpha),
            signflip = test.Equivalent is { } p ? new { p_lower = flips.Lower, p_upper = flips.Upper, p } : null,
            bootstrap = new { interval_90 = interval.Ends(), equivalent = interval.IsWithin(margin) },
            p_better = test.Better,
            p_worse = test.Worse,
            verdict = Name(rule.Of([test])[0].Verdict),
        };
    }

    private static object? OfStudent(ClusterTotals means, double margin, double level) =>
        Equivalence.ByStudent(means, margin) is not { } test ? null : new
        {
            mean = means.Mean,
            standard_error = means.StandardError,
            t_lower = (means.Mean + margin) / means.StandardError,
            t_upper = (means.Mean - margin) / means.StandardError,
            p_lower = test.Lower,
            p_upper = test.Upper,
            p = test.P,
            interval_90 = StudentInterval.Of(means, level).Ends(),
        };

    private static object OfFamily(StatisticCase golden, double margin, GateRule rule)
    {
        var cells = golden.Inputs.GetProperty("gains_by_cell").EnumerateObject()
            .Select(cell => (cell.Name, Test: GateTest.Of(Clusters.Of(cell.Value.Rows()), margin, AnyFlipping))).ToList();
        var outcomes = rule.Of([.. cells.Select(c => c.Test)]);
        Dictionary<string, object?> By(Func<GateOutcome, object?> of) =>
            cells.Zip(outcomes).ToDictionary(pair => pair.First.Name, pair => of(pair.Second));
        return new
        {
            p_worse = By(o => o.Test.Worse),
            p_better = By(o => o.Test.Better),
            p_worse_holm = By(o => o.Worse),
            p_better_holm = By(o => o.Improved),
            p_equivalent = By(o => o.Test.Equivalent),
            verdict = By(o => Name(o.Verdict)),
            verdict_without_holm = By(o => Name(rule.Of([o.Test])[0].Verdict)),
            gate_fails = outcomes.Any(o => o.Verdict == GateVerdict.Worse),
        };
    }

    private static string Name(GateVerdict verdict) => verdict.ToString().ToLowerInvariant();
}
