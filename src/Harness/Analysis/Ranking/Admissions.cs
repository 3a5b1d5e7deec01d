using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Which methods are ranked: those that depend on what the network has learned, and are more faithful than random maps and than
/// their own maps of other images.</summary>
/// <remarks>
/// Sanity: less similar to the explanation of the trained network than the control <c>random</c>, which does not look at it, in every
/// sanity number of the run in which that control is at the end of the range. Faithfulness: the removal numbers together
/// (<see cref="ImageGains.Together"/>). One-sided sign-flip tests, p the largest of the conditions, Holm over methods; a missing number
/// of a method counts as the worst there is. A condition that the run did not measure, or on too few images, is not asked.
/// </remarks>
internal sealed class Admissions
{
    private const string SanityFamily = "sanity";

    private readonly SampleSet _samples;
    private readonly IReadOnlyList<NumberInfo> _removal;
    private readonly IReadOnlyList<NumberInfo> _sanity;
    private readonly IReadOnlyList<MethodInfo> _candidates;

    private Admissions(SampleSet samples, IReadOnlyList<NumberInfo> criteria)
    {
        (_samples, _removal) = (samples, criteria.Of(Construct.Removal));
        _sanity = [.. samples.Numbers.Where(n => n.IsHeadline && n.Metric.Family == SanityFamily
            && n.Metric.TrivialScores?.Contains(n.Score.Name) == true)];
        _candidates = [.. samples.Methods.Where(m => !m.IsControl && samples.Applies(m))];
    }

    /// <summary>One entry a method of the samples.</summary>
    public static IReadOnlyList<Ranked> Of(SampleSet samples, IReadOnlyList<NumberInfo> criteria)
    {
        var admissions = new Admissions(samples, criteria);
        var tests = admissions._candidates.Select(m => (m.Key, Tests: admissions.TestsOf(m))).Where(t => t.Tests is not null).ToList();
        var decided = tests.Zip(Admission.Of([.. tests.Select(t => t.Tests!.Value)], Significance.Level))
            .ToDictionary(d => d.First.Key, d => d.Second);
        return
        [
            .. samples.Methods.Select(m =>
                m.IsControl ? new Ranked(false, "control")
                : !samples.Applies(m) ? new Ranked(false, "does not apply")
                : decided.GetValueOrDefault(m.Key) is { IsAdmitted: false } refused ? new Ranked(false, Reason(refused))
                : new Ranked(true, null)),
        ];
    }

    private static string Reason(Admission refused) => "not shown: " + string.Join(", ", refused.Failed.Select(condition => condition switch
    {
        AdmissionCondition.Sanity => "depends on the weights",
        AdmissionCondition.BetterThanRandom => "more faithful than random",
        _ => "more faithful than its maps of other images",
    }));

    // Null where nothing can be asked.
    private AdmissionEvidence? TestsOf(MethodInfo method)
    {
        Merits? Random(NumberInfo number) => _samples.Random is { } random ? _samples.MeritsOf(random, number) : null;
        var sanity = Probability(Gains(method, _sanity, Random));
        var random = Probability(ImageGains.Together(Gains(method, _removal, Random)));
        var shuffled = Probability(ImageGains.Together(Gains(method, _removal, n => _samples.ShuffledOf(method, n))));
        return sanity is null && random is null && shuffled is null ? null : new AdmissionEvidence(sanity ?? 0, random ?? 0, shuffled ?? 0);
    }

    private IReadOnlyList<ImageGains> Gains(MethodInfo method, IReadOnlyList<NumberInfo> numbers, Func<NumberInfo, Merits?> other) =>
    [
        .. numbers.Select(n => other(n) is { HasAny: true } o
                ? ImageGains.Of(_samples.Explanations, _samples.MeritsOf(method, n).Filled(_samples.RangeOf(n).Worst), o)
                : null)
            .OfType<ImageGains>().Where(g => g.Images > 0),
    ];

    private double? Probability(IReadOnlyList<ImageGains> all) => IntersectionUnion.Of(all.Select(Probability));

    private double? Probability(ImageGains? gains) => gains is null || gains.Images < Power.ImagesToMark(Math.Max(1, _candidates.Count))
        ? null
        : SignFlip.Of(gains.Parts, _samples.Flipping, _candidates.Count).Better;
}
