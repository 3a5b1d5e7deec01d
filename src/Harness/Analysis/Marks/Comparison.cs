using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Statistics;

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
    /// <param name="samples">Where both stand.</param>
    /// <param name="number">The number.</param>
    /// <param name="method">The method.</param>
    /// <param name="other">The null.</param>
    /// <param name="against">What the null is called.</param>
    /// <param name="tests">How many tests are corrected together.</param>
    public static Comparison Of(
        SampleSet samples, NumberInfo number, Merits method, Merits other, string against, int tests)
    {
        var gains = ImageGains.Of(samples.Explanations, method, other);
        if (gains.Images == 0)
            return new Comparison(against, 1, 1, 0, 0, null);
        var common = SignFlip.Of(gains.Parts, samples.Flipping, tests);
        var (better, worse) = (common.Better, common.Worse);
        // Whatever the missing values are, the mark must stand.
        if (method.LacksBeside(other) || other.LacksBeside(method))
        {
            var (low, high) = samples.RangeOf(number);
            better = Math.Max(better, Test(method.Filled(low), other.Filled(high)).Better);
            worse = Math.Max(worse, Test(method.Filled(high), other.Filled(low)).Worse);
        }
        return new Comparison(against, better, worse, gains.Mean, gains.Images, gains.Detectable);

        SignFlip Test(Merits a, Merits b) =>
            SignFlip.Of(ImageGains.Of(samples.Explanations, a, b).Parts, samples.Flipping, tests);
    }
}
