namespace VisEval.Harness.Statistics;

/// <summary>How many flipped sums are as extreme as the sum that was found, rounding apart.</summary>
/// <param name="AtLeast">Those that are at least as large.</param>
/// <param name="AtMost">Those that are at most as large.</param>
/// <param name="Extreme">Those at least as far from 0.</param>
internal readonly record struct FlipCounts(int AtLeast, int AtMost, int Extreme)
{
    /// <summary>One sum more.</summary>
    public FlipCounts With(double sum, double least, double most, double extreme) => new(
        AtLeast + (sum >= least ? 1 : 0), AtMost + (sum <= most ? 1 : 0), Extreme + (Math.Abs(sum) >= extreme ? 1 : 0));
}
