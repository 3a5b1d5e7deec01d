using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class SignFlipCasesTests
{
    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("sign-flip");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden) => golden.Check(
        golden.Has("flips") ? WithGivenFlips(golden)
        : golden.Has("gains_over") ? OverControls(golden)
        : golden.Has("gains_by_cluster") ? Counted(golden)
        : Shuffled(golden.Rows("score_of_map_j_on_image_i")));

    private static object Counted(StatisticCase golden)
    {
        var totals = ClusterTotals.Of(Clusters.Of(golden.Rows("gains_by_cluster")));
        var sum = SignFlip.Counted(totals.Sums);
        return new
        {
            sum = Of(sum),
            mean_of_cluster_means = Of(SignFlip.Counted(totals.Means().Sums)),
            smallest_possible_one_sided = sum.Smallest,
        };
    }

    private static object WithGivenFlips(StatisticCase golden)
    {
        var totals = ClusterTotals.Of(Clusters.Of(golden.Rows("gains_by_cluster")));
        var drawn = SignFlip.Drawn(totals.Sums, Flips.Of([.. golden.Array("flips").Select(f => f.Select(v => v == 1).ToArray())]));
        double Count(double p) => p * (drawn.Draws + 1) - 1;
        return new
        {
            p_better = drawn.Better,
            p_worse = drawn.Worse,
            p_two = drawn.TwoSided,
            counts = new { better = Count(drawn.Better), worse = Count(drawn.Worse), two = Count(drawn.TwoSided) },
            exact = Of(SignFlip.Counted(totals.Sums)),
        };
    }

    private static object OverControls(StatisticCase golden)
    {
        var each = golden.Inputs.GetProperty("gains_over").EnumerateObject()
            .ToDictionary(control => control.Name, control => SignFlip.Counted(control.Value.Doubles()).Better);
        return new
        {
            p_better_than_each = each,
            p_better_than_all = IntersectionUnion.Of(each.Values.Select(p => (double?)p)),
        };
    }

    private static object Shuffled(double[][] scores)
    {
        var gains = ShuffledControl.Gains(scores, [.. scores.Select((_, i) => (i + 1) % scores.Length)]);
        return new
        {
            gain_over_next_image = gains.Average(),
            p_better_one_donor = SignFlip.Counted(gains).Better,
            p_better_pairs = SignFlip.Counted(ShuffledControl.PairGains(scores)).Better,
            p_cyclic = ShuffledControl.CyclicShare(scores),
        };
    }

    private static object Of(SignFlip test) => new { p_better = test.Better, p_worse = test.Worse, p_two = test.TwoSided };
}
