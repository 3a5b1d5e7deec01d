using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>How many images a gate needs, and what those that it has can show.</summary>
internal static class GateSizes
{
    /// <summary>Of the critical cells; the same numbers under two names are tested once.</summary>
    public static GateSize Of(IReadOnlyList<JudgedCell> cells, double alpha)
    {
        var critical = cells.Where(c => c.Level == CellLevel.Critical).ToList();
        var changed = SameNumbers.Once(critical).Where(c => c.Differs).ToList();
        return new GateSize(
            critical.Count, changed.Count, changed.Select(c => c.Gains.Count).DefaultIfEmpty(0).Min(), Needed(changed.Count, alpha));
    }

    /// <summary>The images below which none of <paramref name="tests"/> tests that are corrected together can be significant.</summary>
    public static int Needed(int tests, double alpha) => Power.ImagesToMark(Math.Max(1, tests), alpha);

    /// <summary>The smallest mean difference that the images show with a probability of 80 %, corrected for all tests; null where they are
    /// too few to show any.</summary>
    public static double? SmallestEffect(JudgedCell cell, int tests, double alpha) =>
        cell.Gains.Count >= Needed(tests, alpha)
            ? Power.DetectableEffect(Deviation(cell), cell.Gains.Count, Corrected(tests, alpha))
            : null;

    /// <summary>How many images would probably decide a cell, if the others are like these; null where no number would.</summary>
    /// <remarks>Where the difference is beyond the margin, so many that it is found; within it, so many that a difference of 0 is shown to
    /// be equivalent. Two more for the sign-flip test, four below ten (simulated).</remarks>
    public static int? ToDecide(JudgedCell cell, int tests, double alpha)
    {
        var least = Math.Max(Needed(tests, alpha), cell.Gains.Count + 1);
        if (cell.Gains.Count < 2)
            return least;
        var (size, deviation) = (Math.Abs(cell.Gains.Mean), Deviation(cell));
        var effect = size > cell.Margin ? size : cell.Margin;
        // An effect that no number of images shows.
        if (!(effect > deviation / short.MaxValue))
            return null;
        var images = size > cell.Margin
            ? Power.ImagesToFind(deviation, effect, Corrected(tests, alpha))
            : Power.ImagesToShowEquivalence(deviation, effect, alpha);
        return Math.Max(least, images + (images < 10 ? 4 : 2));
    }

    private static double Corrected(int tests, double alpha) => alpha / Math.Max(1, tests);

    // Of the images' gains, for images of unequal numbers of targets that of the linearised standard error.
    private static double Deviation(JudgedCell cell) => cell.Gains.StandardError * Math.Sqrt(cell.Gains.Count);
}
