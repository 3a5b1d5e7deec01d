using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class BootstrapCasesTests
{
    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("bootstrap");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden)
    {
        var (resamples, level) = (golden.Array("indices"), golden.Params.Number("level"));
        if (!golden.Has("clusters"))
        {
            golden.Check(Of(Clusters.Of([.. golden.Numbers("values").Select(v => new[] { v })])));
            return;
        }
        var rows = golden.Rows("clusters");
        golden.Check(new
        {
            rows = Of(Clusters.Of(rows)),
            cluster_means = Of(Clusters.Of([.. rows.Select(r => new[] { r.Average() })])),
            naive_rows_as_independent = new { standard_error = ClusterTotals.OfSingles(rows.SelectMany(r => r)).StandardError },
        });

        object Of(Clusters clusters)
        {
            var totals = ClusterTotals.Of(clusters);
            var bca = Bca.Of(totals, resamples, level);
            var bootstrap = BootstrapT.Of(totals, resamples, level);
            return new
            {
                mean = totals.Mean,
                percentile = Bootstrap.PercentileInterval(clusters, resamples, level).Ends(),
                bca = bca is null
                    ? null
                    : new
                    {
                        z0 = bca.Bias,
                        acceleration = bca.Acceleration,
                        alpha = new[] { bca.LowProbability, bca.HighProbability },
                        interval = bca.Ends.Ends(),
                        share_below = bca.ShareBelow,
                    },
                scipy_bca = bca?.Ends.Ends(),
                bootstrap_t = new
                {
                    interval = bootstrap.Ends.Ends(),
                    t_quantiles = new[] { bootstrap.LowQuantile, bootstrap.HighQuantile },
                    dropped = bootstrap.Dropped,
                    standard_error = totals.StandardError,
                },
                student_t = StudentInterval.Of(totals, level).Ends(),
            };
        }
    }
}
