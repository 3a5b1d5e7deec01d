using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Marks;

/// <summary>The verdicts of a column: every method against every control and against its own maps of other images.</summary>
/// <remarks>
/// Exact sign-flip test of the images' gains, one-sided (<see cref="SignFlip"/>); p of a method is the largest over the nulls, as it must
/// beat all of them (Berger, 1982); Holm over the methods of the column, one family for better and one for worse. Where values are missing,
/// the p of the worst case counts too: a mark must survive it. Below <see cref="Power.ImagesToMark"/> images nothing could be shown.
/// Of a run that was looked at while it grew, p is multiplied by the looks (<see cref="SampleSet.Looks"/>).
/// A number in which a map that ignores the network is at an end of the range by its nature is not tested.
/// </remarks>
internal static class ColumnVerdicts
{
    /// <summary>One verdict for each method of the samples.</summary>
    public static IReadOnlyList<Verdict> Of(NumberInfo number, SampleSet samples)
    {
        var methods = samples.Methods;
        if (number.Score.DependsOnScale || number.Metric.TrivialScores?.Contains(number.Score.Name) == true || samples.IsPooled(number))
            return [.. methods.Select(_ => Verdict.None)];
        var controls = methods.Where(m => m.IsControl).Select(m => (m.Key, Merits: samples.MeritsOf(m, number))).Where(c => c.Merits.HasAny)
            .Select(c => Contender.Of(samples, number, c.Key, c.Merits)).ToList();
        var tested = methods.Where(m => !m.IsControl && samples.MeritsOf(m, number).HasAny).ToList();
        var pairs = tested.Select(m => (
            Method: Contender.Of(samples, number, m.Key, samples.MeritsOf(m, number)),
            Nulls: Nulls(samples, number, m, controls))).ToList();
        var tests = new ColumnTests(
            samples, pairs.SelectMany(p => p.Nulls.SelectMany(n => Comparison.Tested(p.Method, n))), tested.Count * samples.Looks);
        var hardest = pairs.ToDictionary(p => p.Method.Key, p => Hardest(samples, tests, p.Method, p.Nulls));
        var least = Power.ImagesToMark(Math.Max(1, tested.Count) * samples.Looks);
        var found = tested.Where(m => hardest[m.Key] is { } h && h.Images >= least).ToList();
        var better = Adjusted(found.Select(m => hardest[m.Key]!.Better));
        var worse = Adjusted(found.Select(m => hardest[m.Key]!.Worse));
        var shuffled = pairs.Where(p => p.Nulls.Any(n => n.Key == Verdict.Shuffled)).Select(p => p.Method.Key).ToHashSet();
        var place = found.Index().ToDictionary(m => m.Item.Key, m => m.Index);
        return [.. methods.Select(m => hardest.GetValueOrDefault(m.Key) is not { } h ? Verdict.None : Decide(h, m.Key) with
        {
            IsAgainstShuffled = shuffled.Contains(m.Key),
        })];

        double[] Adjusted(IEnumerable<double> probabilities) =>
            [.. Holm.Adjust([.. probabilities]).Select(p => Math.Min(1, p * samples.Looks))];

        Verdict Decide(Comparison h, string method)
        {
            if (!place.TryGetValue(method, out var i))
                return new Verdict(Mark.TooFewImages, Against: h.Against, Gain: h.Gain, Images: h.Images);
            var mark = Significance.Holds(better[i]) ? Mark.Better : Significance.Holds(worse[i]) ? Mark.Worse : Mark.NotShown;
            return new Verdict(mark, better[i], worse[i], h.Against, h.Gain, h.Images, h.Detectable);
        }
    }

    private static IReadOnlyList<Contender> Nulls(
        SampleSet samples, NumberInfo number, MethodInfo method, IReadOnlyList<Contender> controls) =>
        samples.ShuffledOf(method, number) is { HasAny: true } shuffled
            ? [.. controls, Contender.Of(samples, number, Verdict.Shuffled, shuffled)]
            : controls;

    private static Comparison? Hardest(SampleSet samples, ColumnTests tests, Contender method, IReadOnlyList<Contender> nulls)
    {
        if (nulls.Count == 0)
            return null;
        var comparisons = nulls.Select(n => Comparison.Of(samples.Explanations, tests, method, n)).ToList();
        // Of equal p the smallest gain: what is harder to beat. Of equal gains the first, as the controls stand in the run's order.
        var hardest = comparisons.OrderByDescending(c => c.Better).ThenBy(c => c.Images > 0 ? c.Gain : double.PositiveInfinity).First();
        return hardest with { Worse = comparisons.Max(c => c.Worse), Images = comparisons.Min(c => c.Images) };
    }
}
