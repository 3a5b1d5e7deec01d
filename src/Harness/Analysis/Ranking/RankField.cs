using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Methods that are ranked together, with an image's part of each one's mean rank.</summary>
/// <remarks>Methods with the same numbers in every criterion and image are one entry, so that a method under two names, or multiplied by a
/// factor, moves nobody. See <see cref="ConstructVotes"/>, <see cref="MergedRanks"/>.</remarks>
/// <param name="Entries">The methods of each entry that has a rank.</param>
/// <param name="Images">The images in which anything has a rank, by their place among the samples' images.</param>
/// <param name="ByImage">By image one value an entry, whose mean over these images is the entry's mean rank (r − ½)/k in (0, 1); lower is
/// better.</param>
internal sealed record RankField(
    IReadOnlyList<IReadOnlyList<MethodInfo>> Entries, IReadOnlyList<int> Images, IReadOnlyList<IReadOnlyList<double>> ByImage)
{
    /// <summary>The field of some methods; null where there is nothing to rank by.</summary>
    /// <param name="samples">The samples of one network, or of several of equal weight.</param>
    /// <param name="criteria">The numbers that vote.</param>
    /// <param name="ranked">The methods to rank.</param>
    public static RankField? Of(SampleSet samples, IReadOnlyList<NumberInfo> criteria, IReadOnlyList<MethodInfo> ranked)
    {
        var entries = ranked.GroupBy(m => new Numbers([.. criteria.Select(c => samples.MeritsOf(m, c).Values)])).ToList();
        var networks = Enumerable.Range(0, samples.Explanations.Networks.Count)
            .Select(network => Ranks(samples, criteria, entries, network)).Where(n => n.Ranks.Images.Count > 0).ToList();
        // A method may apply to none of the networks that have numbers.
        var present = networks.SelectMany(n => n.Entries).Distinct().Order().ToList();
        if (present.Count == 0)
            return null;
        var placeOf = present.Index().ToDictionary(p => p.Item, p => p.Index);
        var merged = MergedRanks.Of(
            [.. networks.Select(n => n.Ranks)], [.. networks.Select(n => (IReadOnlyList<int>)[.. n.Entries.Select(e => placeOf[e])])],
            samples.Explanations.Images.Count, present.Count);
        // An image without any rank has no part in the test.
        int[] counted = [.. networks.SelectMany(n => n.Ranks.Images).Distinct().Order()];
        var scale = (double)counted.Length / merged.Count;
        return new RankField(
            [.. present.Select(e => (IReadOnlyList<MethodInfo>)[.. entries[e]])], counted,
            [.. counted.Select(image => (IReadOnlyList<double>)[.. merged[image].Select(v => v * scale)])]);
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
