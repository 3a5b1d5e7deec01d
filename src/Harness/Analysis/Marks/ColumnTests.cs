using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Marks;

/// <summary>The sign-flip tests of a column. Methods with numbers for the same explanations share their flipped sums.</summary>
internal sealed class ColumnTests
{
    private readonly SampleSet _samples;
    private readonly int _tests;
    private readonly Dictionary<Merits, (SharedFlips Flips, int Place)> _shared = [];

    /// <param name="samples">Where the column stands.</param>
    /// <param name="column">Everything that is tested.</param>
    /// <param name="tests">How many tests are corrected together.</param>
    public ColumnTests(SampleSet samples, IEnumerable<Merits> column, int tests)
    {
        (_samples, _tests) = (samples, tests);
        foreach (var alike in column.Distinct().GroupBy(m => m, SamePresence.Comparer))
        {
            Merits[] all = [.. alike];
            var images = all.Length < 2 ? 0 : ImageGains.Of(samples.Explanations, all[0], all[0]).Images;
            // Up to here all flips are counted.
            if (images <= SignFlip.MostCounted)
                continue;
            var flips = new SharedFlips(
                [.. all.Select(m => ImageGains.Of(samples.Explanations, m, all[0]).Parts)],
                samples.Flipping.Of(images, SignFlip.DrawsFor(tests)));
            foreach (var (place, merits) in all.Index())
                _shared[merits] = (flips, place);
        }
    }

    /// <summary>The test of one method's gains over another's numbers.</summary>
    public SignFlip Of(Merits method, Merits other, ImageGains gains) =>
        !SignFlip.IsCounted(gains.Parts)
        && _shared.TryGetValue(method, out var own) && _shared.TryGetValue(other, out var its) && ReferenceEquals(own.Flips, its.Flips)
        && own.Flips.Of(own.Place, its.Place, gains.Parts) is { } shared
            ? shared
            : SignFlip.Of(gains.Parts, _samples.Flipping, _tests);

    /// <summary>The test of numbers of which missing ones were filled.</summary>
    public SignFlip Of(Merits method, Merits other) => Of(method, other, ImageGains.Of(_samples.Explanations, method, other));

    private sealed class SamePresence : IEqualityComparer<Merits>
    {
        public static SamePresence Comparer { get; } = new();

        public bool Equals(Merits? x, Merits? y)
        {
            for (var i = 0; i < x!.Values.Length; i++)
                if (double.IsNaN(x.Values[i]) != double.IsNaN(y!.Values[i]))
                    return false;
            return true;
        }

        public int GetHashCode(Merits merits)
        {
            var hash = 17;
            foreach (var value in merits.Values)
                hash = hash * 31 + (double.IsNaN(value) ? 1 : 0);
            return hash;
        }
    }
}
