using VisEval.Harness.Analysis.Samples;

namespace VisEval.Harness.Analysis.Marks;

/// <summary>A method beside one null in one number.</summary>
/// <param name="Against">The null.</param>
/// <param name="Better">One-sided p that the method is better, the largest of that on what both have and of the worst case.</param>
/// <param name="Worse">One-sided p that it is worse, likewise.</param>
/// <param name="Gain">The mean gain on what both have.</param>
/// <param name="Images">The images that both have.</param>
/// <param name="Detectable">The gain that would be found with a chance of 80 %; null below two images.</param>
internal sealed record Comparison(string Against, double Better, double Worse, double Gain, int Images, double? Detectable)
{
    /// <summary>Tests a method against a null.</summary>
    /// <param name="explanations">What both are of.</param>
    /// <param name="tests">The tests of the column.</param>
    /// <param name="method">The method.</param>
    /// <param name="other">The null.</param>
    public static Comparison Of(Explanations explanations, ColumnTests tests, Contender method, Contender other)
    {
        var gains = ImageGains.Of(explanations, method.Merits, other.Merits);
        if (gains.Images == 0)
            return new Comparison(other.Key, 1, 1, 0, 0, null);
        var common = tests.Of(method.Merits, other.Merits, gains);
        var (better, worse) = (common.Better, common.Worse);
        // Whatever the missing values are, the mark must stand.
        if (Lacks(method, other))
        {
            better = Math.Max(better, tests.Of(method.Low, other.High).Better);
            worse = Math.Max(worse, tests.Of(method.High, other.Low).Worse);
        }
        return new Comparison(other.Key, better, worse, gains.Mean, gains.Images, gains.Detectable);
    }

    /// <summary>The pairs of numbers that are tested of a method and a null.</summary>
    public static IEnumerable<(Merits Method, Merits Other)> Tested(Contender method, Contender other) =>
        Lacks(method, other)
            ? [(method.Merits, other.Merits), (method.Low, other.High), (method.High, other.Low)]
            : [(method.Merits, other.Merits)];

    private static bool Lacks(Contender method, Contender other) =>
        method.Merits.LacksBeside(other.Merits) || other.Merits.LacksBeside(method.Merits);
}
