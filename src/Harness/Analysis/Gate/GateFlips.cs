using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>The sign-flip tests of many cells. Those over as many images share their flips: their sums are made side by side, and a cell's
/// gains moved by a margin have its flipped sums moved by the margin times those of ones.</summary>
/// <param name="flipping">Where drawn flips come from.</param>
/// <param name="tests">How many tests are corrected together.</param>
internal sealed class GateFlips(Flipping flipping, int tests)
{
    // With the ones a whole number of vectors; their sums are held at once.
    private const int Together = 15;

    /// <summary>One test a cell.</summary>
    /// <param name="cells">The gains and the margins.</param>
    public GateTest[] Of(IReadOnlyList<(Clusters Gains, double Margin)> cells)
    {
        var found = new GateTest[cells.Count];
        var groups = cells.Index().GroupBy(c => c.Item.Gains.Count).SelectMany(g => g.Select(c => c.Index).Chunk(Together));
        // Every test uses the same flips, so the threads change no number.
        Parallel.ForEach(groups, group =>
        {
            ClusterTotals[] totals = [.. group.Select(i => ClusterTotals.Of(cells[i].Gains))];
            var shared = new Lazy<SharedFlips?>(() => Share(totals));
            foreach (var (place, i) in group.Index())
                found[i] = GateTest.Of(cells[i].Gains, cells[i].Margin, (_, by) => Moved(totals[place], by, shared, place));
        });
        return found;
    }

    private SignFlip Moved(ClusterTotals gains, double by, Lazy<SharedFlips?> shared, int place)
    {
        var moved = gains.Shifted(by).Sums;
        return gains.Equal && !SignFlip.IsCounted(moved) && shared.Value is { } all
            && all.Of(place, all.Methods - 1, moved, -by * gains.Counts[0]) is { } test
                ? test
                : SignFlip.Of(moved, flipping, tests);
    }

    private SharedFlips? Share(ClusterTotals[] totals)
    {
        var images = totals[0].Count;
        return Array.Exists(totals, t => t.Count != images)
            ? null
            : new SharedFlips(
                [.. totals.Select(t => t.Sums.ToArray()), [.. Enumerable.Repeat(1.0, images)]],
                flipping.Of(images, SignFlip.DrawsFor(tests)));
    }
}
