using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics.Ordering;

/// <summary>The reference numbers of everything that ranks methods.</summary>
public sealed class RanksGoldenTests
{
    private static readonly Flipping Flips = new(Seed.Of(1));

    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "ranks" })]
    public void Has_every_reference_number(StatisticCase golden) => golden.Check(
        golden.Has("methods_by_criteria") ? Votes(golden)
        : golden.Has("indices") ? Resampled(golden)
        : golden.Has("scores_methods_by_clusters") ? First(golden)
        : Overall(golden));

    private static object Votes(StatisticCase golden)
    {
        var votes = ConstructVotes.Of(Criteria(golden), Turned(golden.Input<double?[][]>("methods_by_criteria")))!;
        return new
        {
            criterion_ranks = votes.CriterionRanks,
            constructs = votes.Constructs.Select(c => c.Construct),
            construct_ranks = votes.Constructs.Select(c => c.Ranks),
            mean_rank = votes.MeanRank,
            mean_rank_one_vote_per_criterion = votes.MeanOverCriteria,
        };
    }

    private static object Resampled(StatisticCase golden)
    {
        var ranks = RankBootstrap.Of(Criteria(golden), Scores(golden), golden.Array("indices"), golden.Param<double>("level"));
        return new
        {
            mean_rank = ranks.Select(r => r.MeanRank),
            interval = ranks.Select(r => r.MeanRanks.Ends()),
            place = ranks.Select(r => r.Place),
            place_interval = ranks.Select(r => r.Places.Ends()),
            p_first = ranks.Select(r => r.First),
        };
    }

    private static object First(StatisticCase golden)
    {
        var places = PlaceIntervals.Of(
            Turned(golden.Input<double[][]>("scores_methods_by_clusters")), Better(golden.Param<bool>("higher_is_better")), Flips,
            golden.Param<double>("alpha"));
        var first = places.First;
        // Holm over the comparisons with the first alone is not offered: it ignores that the first was picked by its score.
        double?[] toFirst =
        [
            .. places.Places.Select((_, m) => m == first
                ? (double?)null
                : places.Pairs.Single(p => (p.First, p.Second) == (Math.Min(m, first), Math.Max(m, first))).Probability),
        ];
        var adjusted = new Queue<double>(Holm.Adjust([.. toFirst.OfType<double>()]));
        double?[] holm = [.. toFirst.Select(p => p is null ? (double?)null : adjusted.Dequeue())];
        return new
        {
            means = places.Places.Select(p => p.Mean),
            first,
            p_two_sided_to_first = toFirst,
            holm_to_first = holm,
            tied_with_first = holm.Index().Where(p => p.Item is null || p.Item > golden.Param<double>("alpha")).Select(p => p.Index),
            all_pairs = Pairs(places),
            tied_with_first_all_pairs = Tied(places),
            rank_interval_all_pairs = places.Places.Select(p => (int[])[p.Best, p.Worst]),
        };
    }

    private static object Overall(StatisticCase golden)
    {
        var ranks = ImageRanks.Of(Criteria(golden), Scores(golden));
        var places = PlaceIntervals.Of(ranks.ByImage, Direction.Lower, Flips, golden.Param<double>("alpha"));
        var friedman = Friedman.Of(ranks.ByImage, Direction.Lower);
        return new
        {
            cluster_mean_ranks = ranks.ByImage,
            mean_rank = places.Places.Select(p => p.Mean),
            pairs = Pairs(places),
            first = places.First,
            tied_with_first = Tied(places),
            place_interval = places.Places.Select(p => (int[])[p.Best, p.Worst]),
            friedman_over_clusters = new
            {
                average_ranks = friedman.AverageRanks,
                chi2 = friedman.ChiSquare,
                p_chi2 = friedman.ChiSquareProbability,
                kendall_W = friedman.Concordance,
            },
        };
    }

    private static IEnumerable<object> Pairs(PlaceIntervals places) => places.Pairs.Select(
        p => new { pair = (int[])[p.First, p.Second], p_two = p.Probability, holm = p.Adjusted });

    private static IEnumerable<int> Tied(PlaceIntervals places) =>
        places.Places.Index().Where(p => p.Item.TiedWithFirst).Select(p => p.Index);

    private static Criterion[] Criteria(StatisticCase golden) =>
        [.. golden.Param<string[]>("construct").Zip(golden.Param<bool[]>("higher_is_better"), (c, h) => new Criterion(c, Better(h)))];

    private static Direction Better(bool higher) => higher ? Direction.Higher : Direction.Lower;

    private static double?[][][] Scores(StatisticCase golden) => Turned(golden.Input<double?[][][]>("scores_methods_criteria_clusters"));

    private static T[][] Turned<T>(T[][] table) => [.. Enumerable.Range(0, table[0].Length).Select(i => table.Select(r => r[i]).ToArray())];
}
