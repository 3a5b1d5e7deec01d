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
/// not measure is not asked; one that it measured on too few images of every method is not asked either, and named. A method that alone
/// has too few for a condition that others were examined in is not ranked: what it leaves out must not spare it.
/// Last, the share of a method's cells that have a number.
/// </remarks>
internal sealed class Admissions
{
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
            && (rule.Sanity?.Any(s => RankingRule.Means(s, n.Metric)) ?? n.Metric.Family == RankingRule.SanityFamily)
            && n.Metric.TrivialScores?.Contains(n.Score.Name) == true)];
        _candidates = [.. samples.Methods.Where(m => !m.IsControl && samples.Applies(m))];
    }

    /// <summary>One entry a method of the samples.</summary>
    public static AdmissionResult Of(SampleSet samples, IReadOnlyList<NumberInfo> criteria)
    {
        var admissions = new Admissions(samples, criteria);
        var rule = samples.Rule;
        var asked = (rule.Admission ? admissions._candidates : []).AsParallel().AsOrdered()
            .Select(m => (m.Key, Asked: admissions.AskedOf(m))).ToList();
        var tests = asked.Where(m => m.Asked.Any(a => a.Probability is not null)).ToList();
        var decided = tests.Zip(Admission.Of([.. tests.Select(t => EvidenceOf(t.Asked))], rule.Alpha / samples.Looks))
            .ToDictionary(d => d.First.Key, d => d.Second);
        var examined = tests.SelectMany(t => t.Asked).Where(a => a.Probability is not null).Select(a => a.Condition).ToHashSet();
        var open = asked.ToDictionary(m => m.Key, m => m.Asked.Where(a => a.IsOpen && examined.Contains(a.Condition)).ToList());
        return new AdmissionResult(
        [
            .. samples.Methods.Select(m =>
                m.IsControl ? new Ranked(false, "control")
                : !samples.Applies(m) ? new Ranked(false, "does not apply")
                : decided.GetValueOrDefault(m.Key) is { IsAdmitted: false } refused ? new Ranked(false, Reason(refused))
                : open.GetValueOrDefault(m.Key) is { Count: > 0 } few ? new Ranked(false, admissions.Reason(few))
                : ShareOf(samples, criteria, m) is { } share && share < rule.LeastShare
                    ? new Ranked(false, Reason(share, rule.LeastShare))
                : new Ranked(true, null)),
        ],
        [
            .. asked.SelectMany(m => m.Asked).Where(a => a.IsOpen && !examined.Contains(a.Condition)).GroupBy(a => a.Condition)
                .OrderBy(g => g.Key).Select(g => new UnexaminedCondition(WordsOf(g.Key), g.Max(a => a.Images))),
        ],
        examined.Count > 0);
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

    private static string Reason(Admission refused) => "not shown: " + string.Join(", ", refused.Failed.Select(WordsOf));

    private string Reason(IReadOnlyList<Asked> few) => "not examined: " + string.Join(", ", few.Select(a => string.Create(
        CultureInfo.InvariantCulture, $"{WordsOf(a.Condition)} (numbers in {a.Images} images, it takes {LeastImages})")));

    private static string WordsOf(AdmissionCondition condition) => condition switch
    {
        AdmissionCondition.Sanity => "depends on the weights",
        AdmissionCondition.BetterThanRandom => "more faithful than random",
        _ => "more faithful than its maps of other images",
    };

    // What is not asked is no obstacle.
    private static AdmissionEvidence EvidenceOf(IReadOnlyList<Asked> asked)
    {
        double Of(AdmissionCondition condition) => asked.First(a => a.Condition == condition).Probability ?? 0;
        return new AdmissionEvidence(
            Of(AdmissionCondition.Sanity), Of(AdmissionCondition.BetterThanRandom), Of(AdmissionCondition.BetterThanShuffled));
    }

    private IReadOnlyList<Asked> AskedOf(MethodInfo method)
    {
        Merits? Random(NumberInfo number) => _samples.Random is { } random ? _samples.MeritsOf(random, number) : null;
        var (sanity, random) = (Gains(method, _sanity, Random), Gains(method, _removal, Random));
        var shuffled = Gains(method, _removal, n => _samples.ShuffledOf(method, n));
        // Maps of other images that all came to nothing were measured too.
        var hasShuffled = _removal.Any(n => _samples.ShuffledOf(method, n) is not null);
        Asked Together(AdmissionCondition condition, bool isMeasured, IReadOnlyList<ImageGains> gains)
        {
            var all = ImageGains.Together(gains);
            return new Asked(condition, isMeasured, all?.Images ?? 0, Probability(all));
        }
        return
        [
            new Asked(
                AdmissionCondition.Sanity, sanity.Count > 0, sanity.Select(g => g.Images).DefaultIfEmpty(0).Min(), Probability(sanity)),
            Together(AdmissionCondition.BetterThanRandom, random.Count > 0, random),
            Together(AdmissionCondition.BetterThanShuffled, hasShuffled, shuffled),
        ];
    }

    private IReadOnlyList<ImageGains> Gains(MethodInfo method, IReadOnlyList<NumberInfo> numbers, Func<NumberInfo, Merits?> other) =>
    [
        .. numbers.Select(n => other(n) is { HasAny: true } o
                ? ImageGains.Of(_samples.Explanations, _samples.MeritsOf(method, n).Filled(_samples.RangeOf(n).Worst), o)
                : null)
            .OfType<ImageGains>().Where(g => g.Images > 0),
    ];

    private double? Probability(IReadOnlyList<ImageGains> all) => IntersectionUnion.Of(all.Select(Probability));

    private int LeastImages => Power.ImagesToMark(Tests, _samples.Rule.Alpha);

    private int Tests => Math.Max(1, _candidates.Count) * _samples.Looks;

    private double? Probability(ImageGains? gains) => gains is null || gains.Images < LeastImages
        ? null
        : SignFlip.Of(gains.Parts, _samples.Flipping, Tests).Better;

    /// <summary>What was found of a condition: whether the run measured it, the images with a number, p where these are enough.</summary>
    private sealed record Asked(AdmissionCondition Condition, bool IsMeasured, int Images, double? Probability)
    {
        public bool IsOpen => IsMeasured && Probability is null;
    }
}
