using System.Globalization;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>Where the points of a curve lie when their number is given.</summary>
[About("Where the points lie if steps is given: full steps of the size rounded up, evenly, or at percentiles of the map.")]
internal enum Spacing
{
    /// <summary>Steps of ⌈N/steps⌉ of the N elements; the last takes what is left.</summary>
    Ceiling,

    /// <summary>Point i after ⌊i·N/steps⌋ elements.</summary>
    Even,

    /// <summary>Point i when every element strictly above the (100·(1 − i/steps))-th percentile of the map is taken, so that elements
    /// equal to the smallest value are not; one more point takes them all.</summary>
    Percentile,
}

/// <summary>At which numbers of elements a curve is looked at, from none to all.</summary>
/// <param name="Step">Elements a step; 0 for <see cref="AutomaticStep"/>.</param>
/// <param name="Steps">The number of steps instead; 0 where the step decides.</param>
/// <param name="Spacing">Where the points lie if the number of steps is given.</param>
internal sealed record CurvePoints(int Step, int Steps = 0, Spacing Spacing = Spacing.Ceiling)
{
    /// <summary>The elements a step takes so that a map of <paramref name="elements"/> takes 28 steps, as in the batch evaluation of RISE
    /// (224² pixels, 1792 a step); fewer steps where there are fewer elements.</summary>
    public static int AutomaticStep(int elements) => (elements + 27) / 28;

    /// <summary>The number of elements taken at each point, increasing from 0.</summary>
    /// <param name="descending">The values of the elements, the largest first.</param>
    public int[] Counts(ReadOnlySpan<float> descending)
    {
        var all = descending.Length;
        if (Steps == 0 || Spacing == Spacing.Ceiling)
        {
            var step = Steps > 0 ? (all + Steps - 1) / Steps : Step > 0 ? Step : AutomaticStep(all);
            return [.. Enumerable.Range(0, (all + step - 1) / step + 1).Select(i => (int)Math.Min((long)i * step, all))];
        }
        if (Spacing == Spacing.Even)
            return [.. Enumerable.Range(0, Steps + 1).Select(i => (int)((long)i * all / Steps))];
        var ascending = descending.ToArray();
        Array.Reverse(ascending);
        var counts = new int[Steps + 2];
        for (var i = 1; i <= Steps; i++)
            counts[i] = Above(descending, Quantiles.Linear<float>(ascending, (double)(Steps - i) / Steps));
        counts[^1] = all;
        return counts;
    }

    /// <summary>A text that is the same for equal numbers.</summary>
    internal static string Text(int[] counts) => string.Join(',', counts.Select(c => c.ToString(CultureInfo.InvariantCulture)));

    private static int Above(ReadOnlySpan<float> descending, double threshold)
    {
        var count = 0;
        while (count < descending.Length && descending[count] > threshold)
            count++;
        return count;
    }
}
