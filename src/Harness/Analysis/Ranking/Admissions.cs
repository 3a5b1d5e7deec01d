using System.Globalization;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Which methods are ranked: those that depend on what the network has learned, and are more faithful than random maps and than
/// their own maps of other images.</summary>
/// <remarks>
/// As the ranking rule (<see cref="RankingRule"/>) says. Sanity: less similar to the explanation of the trained network than the control
/// <c>random</c>, which does not look at it, in every sanity number of the run in which that control is at the end of the range.
/// Faithfulness: the removal numbers together (<see cref="ImageGains.Together"/>). One-sided sign-flip tests at the rule's α, p the
/// largest of the conditions, Holm over methods; a missing number of a method counts as the worst there is. A condition that the run did
/// not measure, or on too few images, is not asked. Last, the share of a method's cells that have a number.
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
        var rule = samples.Rule;
        _samples = samples;
        _removal = rule.Faithfulness is { } faithfulness
            ? [.. samples.Numbers.Where(n => n.IsHeadline && faithfulness.Any(f => RankingRule.Means(f, n.Metric)))]
            : criteria.Of(Construct.Removal);
        _sanity = [.. samples.Numbers.Where(n => n.IsHeadline
            && (rule.Sanity?.Any(s => RankingRule.Means(s, n.Metric)) ?? n.Metric.Family == SanityFamily)
            && n.Metric.TrivialScores?.Contains(n.Score.Name) == true)];
        _candidates = [.. samples.Methods.Where(m => !m.IsControl && samples.Applies(m))];
    }

    /// <summary>One entry a method of the samples.</summary>
    public static IReadOnlyList<Ranked> Of(SampleSet samples, IReadOnlyList<NumberInfo> criteria)
    {
        var admissions = new Admissions(samples, criteria);
        var rule = samples.Rule;
        var tests = (rule.Admission ? admissions._candidates : []).Select(m => (m.Key, Tests: admissions.TestsOf(m)))
            .Where(t => t.Tests is not null).ToList();
        var decided = tests.Zip(Admission.Of([.. tests.Select(t => t.Tests!.Value)], rule.Alpha))
            .ToDictionary(d => d.First.Key, d => d.Second);
        return
        [
            .. samples.Methods.Select(m =>
                m.IsControl ? new Ranked(false, "control")
                : !samples.Applies(m) ? new Ranked(false, "does not apply")
                : decided.GetValueOrDefault(m.Key) is { IsAdmitted: false } refused ? new Ranked(false, Reason(refused))
                : ShareOf(samples, criteria, m) is { } share && share < rule.LeastShare
                    ? new Ranked(false, Reason(share, rule.LeastShare))
                : new Ranked(true, null)),
        ];
    }

    // Cells in which a number is undefined say nothing about the method.
    private static double? ShareOf(SampleSet samples, IReadOnlyList<NumberInfo> criteria, MethodInfo method)
    {
        var counts = StateCounts.Sum([.. criteria.Select(c => samples.Of(method, c).States)]);
        var asked = counts.Total - counts.Undefined;
        return asked == 0 ? null : (double)counts.Ok / asked;
    }

    private static string Reason(double share, double least) => string.Create(
        CultureInfo.InvariantCulture, $"has numbers in {share * 100:0.#} % of its cells, the rule asks for {least * 100:0.#} %");

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

    private int LeastImages => Power.ImagesToMark(Math.Max(1, _candidates.Count), _samples.Rule.Alpha);

    private double? Probability(ImageGains? gains) => gains is null || gains.Images < LeastImages
        ? null
        : SignFlip.Of(gains.Parts, _samples.Flipping, _candidates.Count).Better;
}
