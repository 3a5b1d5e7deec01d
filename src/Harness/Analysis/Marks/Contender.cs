using VisEval.Harness.Analysis.Samples;

namespace VisEval.Harness.Analysis.Marks;

/// <summary>One side of the comparisons of a column: a method, a control, or a method's maps of other images.</summary>
/// <param name="Key">What it is called.</param>
/// <param name="Merits">Its numbers.</param>
/// <param name="Low">The same with the worst there is where one is missing.</param>
/// <param name="High">The same with the best.</param>
internal sealed record Contender(string Key, Merits Merits, Merits Low, Merits High)
{
    /// <summary>Of numbers that may be missing.</summary>
    public static Contender Of(SampleSet samples, NumberInfo number, string key, Merits merits)
    {
        if (!merits.LacksBeside(merits))
            return new Contender(key, merits, merits, merits);
        var (worst, best) = samples.RangeOf(number);
        return new Contender(key, merits, merits.Filled(worst), merits.Filled(best));
    }
}
