using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Places methods by their ranks within images (<see cref="RankField"/>): one vote a construct, networks of equal weight, places
/// from tests of all pairs (<see cref="PlaceIntervals"/>).</summary>
internal static class Placing
{
    /// <summary>The standing of each method by key; empty where there is nothing to rank by.</summary>
    /// <param name="samples">The samples of one network, or of several.</param>
    /// <param name="criteria">The numbers that vote.</param>
    /// <param name="ranked">The methods to rank.</param>
    public static IReadOnlyDictionary<string, Standing> Of(
        SampleSet samples, IReadOnlyList<NumberInfo> criteria, IReadOnlyList<MethodInfo> ranked)
    {
        if (RankField.Of(samples, criteria, ranked) is not { } field)
            return new Dictionary<string, Standing>();
        var places = PlaceIntervals.Of(field.ByImage, Direction.Lower, samples.Flipping, samples.Rule.Alpha, samples.Looks);
        return field.Entries.Index().SelectMany(e => e.Item.Select(m => (m.Key, Standing: Stand(places, e.Index, field.Images.Count))))
            .ToDictionary(s => s.Key, s => s.Standing);
    }

    private static Standing Stand(PlaceIntervals places, int entry, int images)
    {
        var place = places.Places[entry];
        return new Standing(
            1 + places.Places.Count(p => p.Mean < place.Mean), place.Best, place.Worst, place.TiedWithFirst, place.Mean)
        {
            Images = images,
            Field = places.Places.Count,
        };
    }
}
