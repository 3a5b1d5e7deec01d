using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Marks;

/// <summary>The sign-flip tests of a column. Pairs of methods with numbers in common for the same explanations share their flipped
/// sums.</summary>
internal sealed class ColumnTests
{
    // So few tests are faster each by itself.
    private const int LeastShared = 3;

    private readonly SampleSet _samples;
    private readonly int _tests;
    private readonly Dictionary<(Merits, Merits), (SharedFlips Flips, int Place, int Other)> _shared = [];

    /// <param name="samples">Where the column stands.</param>
    /// <param name="pairs">Everything that is tested: one side's numbers and the other's.</param>
    /// <param name="tests">How many tests are corrected together.</param>
    public ColumnTests(SampleSet samples, IEnumerable<(Merits Method, Merits Other)> pairs, int tests)
    {
        (_samples, _tests) = (samples, tests);
        var presence = new Dictionary<Merits, Presence>();
        foreach (var alike in pairs.Distinct().GroupBy(p => PresenceOf(p.Method).And(PresenceOf(p.Other))))
            if (alike.Count() >= LeastShared)
                Share([.. alike], m => alike.Key.Of(m, PresenceOf(m)));

        Presence PresenceOf(Merits merits) => presence.TryGetValue(merits, out var known) ? known : presence[merits] = Presence.Of(merits);
    }

    /// <summary>The test of one method's gains over another's numbers.</summary>
    public SignFlip Of(Merits method, Merits other, ImageGains gains) =>
        !SignFlip.IsCounted(gains.Parts) && _shared.TryGetValue((method, other), out var both)
        && both.Flips.Of(both.Place, both.Other, gains.Parts) is { } shared
            ? shared
            : SignFlip.Of(gains.Parts, _samples.Flipping, _tests);

    /// <summary>The test of numbers of which missing ones were filled.</summary>
    public SignFlip Of(Merits method, Merits other) => Of(method, other, ImageGains.Of(_samples.Explanations, method, other));

    private void Share(IReadOnlyList<(Merits Method, Merits Other)> pairs, Func<Merits, Merits> common)
    {
        Merits[] all = [.. pairs.SelectMany(p => (IEnumerable<Merits>)[p.Method, p.Other]).Distinct()];
        Merits[] here = [.. all.Select(common)];
        var images = ImageGains.Of(_samples.Explanations, here[0], here[0]).Images;
        // Up to here all flips are counted.
        if (images <= SignFlip.MostCounted)
            return;
        var flips = new SharedFlips(
            [.. here.Select(m => ImageGains.Of(_samples.Explanations, m, here[0]).Parts)],
            _samples.Flipping.Of(images, SignFlip.DrawsFor(_tests)));
        var place = all.Index().ToDictionary(m => m.Item, m => m.Index);
        foreach (var (method, other) in pairs)
            _shared[(method, other)] = (flips, place[method], place[other]);
    }
}
