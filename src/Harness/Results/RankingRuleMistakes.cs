using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>What is wrong with a ranking rule for a run.</summary>
internal static class RankingRuleMistakes
{
    private static readonly IReadOnlyList<string> Constructs = [.. Enum.GetValues<Construct>().Select(RankingRule.NameOf)];

    /// <summary>One sentence a mistake; empty where the rule can be used.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="info">The run that it is to rank.</param>
    /// <param name="isPooled">Whether a metric has a number over all images together only.</param>
    /// <param name="isCost">Whether a metric is of the cost of an explanation.</param>
    public static IReadOnlyList<string> Of(
        RankingRule rule, RunInfo info, Func<MetricInfo, bool> isPooled, Func<MetricInfo, bool> isCost)
    {
        IEnumerable<string> Metrics(string place, IReadOnlyList<string>? names, Func<MetricInfo, string?> refusal) =>
            names is null ? [] : InList(place, names, info.Metrics, refusal);
        string? Voting(MetricInfo metric) =>
            isCost(metric) ? "measures the cost of an explanation"
            : isPooled(metric) ? "has no value an image, only one over all of them together"
            : metric.Scores is [{ DependsOnScale: true }, ..] ? "depends on the unit of the map"
            : null;
        string? Sanity(MetricInfo metric) => Voting(metric) ?? (metric.TrivialScores?.Contains(metric.Scores[0].Name) == true
            ? null
            : "does not have the control 'random' at an end of its range, so that it cannot show dependence on the weights");
        return
        [
            .. rule.Constructs is { Count: 0 }
                ? ["ranking constructs: no construct votes; name at least one, or leave the field out."]
                : Nothing,
            .. (rule.Constructs ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(c =>
                Construct("constructs", c.Key, Constructs).Concat(Metrics($"construct '{c.Key}'", c.Value, Voting))),
            .. Twice(rule, info),
            .. (rule.Weights ?? new Dictionary<string, double>()).SelectMany(w => Weight(rule, w.Key, w.Value)),
            .. rule.Alpha is > 0 and <= RankingRule.LargestAlpha
                ? Nothing
                : [
                    $"ranking alpha: {Text(rule.Alpha)} is not allowed; alpha is an error rate above 0, "
                        + $"at most {Text(RankingRule.LargestAlpha)}.",
                ],
            .. Metrics("sanity", rule.Sanity, Sanity),
            .. Metrics("faithfulness", rule.Faithfulness, Voting),
            .. rule.LeastShare is >= 0 and <= 1
                ? Nothing
                : [$"ranking leastShare: {Text(rule.LeastShare)} is not allowed; it is a share of a method's cells, 0 to 1."],
            .. Null(rule.SkillNull, [.. info.Methods.Where(m => m.IsControl)]),
        ];
    }

    private static IReadOnlyList<string> Nothing => [];

    private static IEnumerable<string> Construct(string field, string name, IReadOnlyCollection<string> known) => known.Contains(name)
        ? []
        : [$"ranking {field}: there is no construct '{name}'. {Suggestions.Sentence(name, known)}"];

    private static IEnumerable<string> InList(
        string place, IReadOnlyList<string> names, IReadOnlyList<MetricInfo> metrics, Func<MetricInfo, string?> refusal)
    {
        if (names.Count == 0)
            yield return $"ranking {place}: the list of metrics is empty; name at least one, or leave the field out.";
        foreach (var name in names.Distinct())
        {
            var meant = metrics.Where(m => RankingRule.Means(name, m)).ToList();
            if (meant.Count == 0)
                yield return $"ranking {place}: the run has no metric '{name}'. "
                    + Suggestions.Sentence(name, [.. metrics.SelectMany(m => (string[])[m.Name, m.Key]).Distinct()]);
            foreach (var why in meant.Select(refusal).OfType<string>().Distinct())
                yield return $"ranking {place}: '{name}' {why}; take it out of the list.";
        }
    }

    private static IEnumerable<string> Twice(RankingRule rule, RunInfo info) =>
        from metric in info.Metrics
        let constructs = (rule.Constructs ?? new Dictionary<string, IReadOnlyList<string>>())
            .Where(c => c.Value.Any(name => RankingRule.Means(name, metric))).Select(c => $"'{c.Key}'").ToList()
        where constructs.Count > 1
        select $"ranking constructs: {metric.Key} stands in {string.Join(" and ", constructs)}; a metric has one vote.";

    private static IEnumerable<string> Weight(RankingRule rule, string construct, double weight)
    {
        foreach (var mistake in Construct("weights", construct, rule.Constructs is { } voting ? [.. voting.Keys] : Constructs))
            yield return mistake;
        if (weight is not (>= RankingRule.SmallestWeight and <= RankingRule.LargestWeight))
            yield return $"ranking weights: {Text(weight)} of '{construct}' is not allowed; a weight is a number from "
                + $"{Text(RankingRule.SmallestWeight)} to {Text(RankingRule.LargestWeight)}. "
                + "A construct without a vote is left out of constructs.";
    }

    private static IEnumerable<string> Null(string name, IReadOnlyList<MethodInfo> controls) =>
        name == RankingRule.BestControl || controls.Any(c => RankingRule.Means(name, c))
            ? []
            : [
                $"ranking skillNull: the run has no control '{name}'. "
                    + Suggestions.Sentence(name, [RankingRule.BestControl, .. controls.Select(c => c.Name).Distinct()]),
            ];

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
