using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class ProportionCasesTests
{
    // SciPy 1.10's Student quantiles of 5 and 7 degrees are off by 1e-9 and 6e-10, and effective sizes made of them by more than the
    // tolerance. These are mpmath's, of 30 digits, from the inverse of the incomplete beta function.
    private static readonly Dictionary<int, Dictionary<string, double>> Corrected = new()
    {
        [8] = new() { ["expected.effective_n_t"] = 5.49619193154838872 },
        [6] = new() { ["expected.effective_n_t"] = 6.97612990767829288 },
    };

    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("proportion");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden)
    {
        if (golden.Has("hits_by_cluster"))
            golden.Check(
                OfClusters(golden.Rows("hits_by_cluster"), golden.Params.Number("level")),
                Corrected.GetValueOrDefault(golden.Rows("hits_by_cluster").Length));
        else
            golden.Check(golden.Inputs.GetProperty("rows").EnumerateArray().Select(row => Of(golden.ToString())(
                row.Number("hits"), row.Number("n"), row.Number("level")).Ends()));
    }

    private static Func<double, double, double, Interval> Of(string name) => name switch
    {
        "proportion_wilson" => ProportionInterval.Wilson,
        "proportion_jeffreys" => ProportionInterval.Jeffreys,
        "proportion_clopper_pearson" => ProportionInterval.ClopperPearson,
        _ => throw new ArgumentException($"No interval is known for {name}.", nameof(name)),
    };

    private static object OfClusters(double[][] rows, double level)
    {
        var totals = ClusterTotals.Of(Clusters.Of(rows));
        var proportion = Proportion.Of(totals);
        var correlation = IntraclassCorrelation.Of(Clusters.Of(rows));
        return new
        {
            p = proportion.Share,
            rows = proportion.Rows,
            clusters = proportion.Clusters,
            design_effect_raw = proportion.RawDesignEffect,
            design_effect = proportion.DesignEffect,
            effective_n = proportion.EffectiveRows,
            wilson = proportion.Wilson(level).Ends(),
            naive_wilson = ProportionInterval.Wilson(totals.Sum, totals.Rows, level).Ends(),
            jeffreys = proportion.Jeffreys(level).Ends(),
            effective_n_t = proportion.CautiousRows(level),
            wilson_t = proportion.CautiousWilson(level).Ends(),
            icc_anova = correlation,
            design_effect_kish = correlation is { } icc ? 1 + (rows[0].Length - 1) * icc : (double?)null,
        };
    }
}
