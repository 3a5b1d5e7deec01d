using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Places methods by their ranks within images: one vote a construct, networks of equal weight, places from tests of all
/// pairs.</summary>
/// <remarks>Methods with the same numbers in every criterion and image are one entry, so that a method under two names, or multiplied by a
/// factor, moves nobody. See <see cref="ConstructVotes"/>, <see cref="MergedRanks"/>, <see cref="PlaceIntervals"/>.</remarks>
internal static class Placing
{
    /// <summary>The standing of each method by key; empty where there is nothing to rank by.</summary>
    /// <param name="samples">The samples of one network, or of several.</param>
    /// <param name="criteria">The numbers that vote.</param>
    /// <param name="ranked">The methods to rank.</param>
    public static IReadOnlyDictionary<string, Standing> Of(
        SampleSet samples, IReadOnlyList<NumberInfo> criteria, IReadOnlyList<MethodInfo> ranked)
    {
        var entries = ranked.GroupBy(m => new Numbers([.. criteria.Select(c => samples.MeritsOf(m, c).Values)])).ToList();
        var networks = Enumerable.Range(0, samples.Explanations.Networks.Count)
            .Select(network => Ranks(samples, criteria, entries, network)).Where(n => n.Ranks.Images.Count > 0).ToList();
        // A method may apply to none of the networks that have numbers.
        var present = networks.SelectMany(n => n.Entries).Distinct().Order().ToList();
        if (present.Count == 0)
            return new Dictionary<string, Standing>();
        var placeOf = present.Index().ToDictionary(p => p.Item, p => p.Index);
        var merged = MergedRanks.Of(
            [.. networks.Select(n => n.Ranks)], [.. networks.Select(n => (IReadOnlyList<int>)[.. n.Entries.Select(e => placeOf[e])])],
            samples.Explanations.Images.Count, present.Count);
        // An image without any rank has no part in the test.
        var counted = networks.SelectMany(n => n.Ranks.Images).ToHashSet();
        var rows = merged.Where((_, image) => counted.Contains(image)).ToList();
        var scale = (double)rows.Count / merged.Count;
        var places = PlaceIntervals.Of(
            [.. rows.Select(r => (IReadOnlyList<double>)[.. r.Select(v => v * scale)])], Direction.Lower, samples.Flipping,
            samples.Rule.Alpha);
        return present.SelectMany((entry, i) => entries[entry].Select(m => (m.Key, Standing: Stand(places, i, rows.Count))))
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

    private static (ImageRanks Ranks, IReadOnlyList<int> Entries) Ranks(
        SampleSet samples, IReadOnlyList<NumberInfo> criteria, IReadOnlyList<IGrouping<Numbers, MethodInfo>> entries, int network)
    {
        // Only the methods that apply to the network compete on it.
        var competing = Enumerable.Range(0, entries.Count)
            .Where(e => criteria.Any(c => samples.MeritsOf(entries[e].First(), c).AppliesTo(samples.Explanations, network))).ToList();
        var values = criteria.Select(c => (IReadOnlyList<IReadOnlyList<double?>>)
            [.. competing.Select(e => samples.MeritsOf(entries[e].First(), c).ByImage(samples.Explanations, network))]).ToList();
        return (ImageRanks.Of([.. criteria.Select(c => new Criterion(
            $"{c.Metric.Construct}", Direction.Higher, samples.Rule.WeightOf(c.Metric.Construct!.Value)))], values), competing);
    }

    /// <summary>The numbers of a method, compared by value after rounding.</summary>
    private sealed class Numbers(double[][] values) : IEquatable<Numbers>
    {
        private readonly double[][] _values =
            [.. values.Select(v => (double[])[.. v.Select(x => double.IsNaN(x) ? double.NaN : Rounding.Of(x)!.Value)])];

        public bool Equals(Numbers? other) => other is not null
            && _values.Zip(other._values).All(p => p.First.AsSpan().SequenceEqual(p.Second));

        public override bool Equals(object? obj) => Equals(obj as Numbers);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in _values.SelectMany(v => v))
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
