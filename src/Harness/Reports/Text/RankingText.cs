using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Text;

/// <summary>A ranking rule in words.</summary>
internal static class RankingText
{
    private static readonly IReadOnlyList<Construct> All = Enum.GetValues<Construct>();

    /// <summary>The rule in force, all of it, as parts of a sentence.</summary>
    public static IReadOnlyList<string> Of(RankingRule rule) =>
    [
        rule.Constructs is { } constructs
            ? "votes: " + string.Join("; ", constructs.Select(c => $"{c.Key} ({string.Join(", ", c.Value)})"))
            : "votes: every metric for the construct that it declares to measure",
        rule.Weights is null ? "constructs weigh alike" : $"weights: {Weights(rule, All.Where(c => IsVoting(rule, c)))}",
        $"error rate {Number(rule.Alpha)}",
        rule.Admission
            ? $"admission by {Metrics(rule.Sanity, "the sanity metrics")} and {Metrics(rule.Faithfulness, "the votes for removal")}"
            : "no admission: every method is ranked",
        rule.LeastShare > 0 ? $"a number in at least {Percent(rule.LeastShare)} of a method's cells" : "no least share of cells",
        rule.SkillNull == RankingRule.BestControl ? "skill is 0 at the best control" : $"skill is 0 at the control {rule.SkillNull}",
    ];

    /// <summary>How much the votes under a table weigh: "one vote each", or the weights.</summary>
    public static string Votes(LeaderboardTable table) => table.Rule.Weights is null
        ? "one vote each"
        : "weights: " + Weights(table.Rule, table.Criteria.Select(c => c.Metric.Construct!.Value).Distinct());

    /// <summary>A share in percent, as short as it can be.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###} %");

    /// <summary>What votes, for how much, as a sentence.</summary>
    internal static string VotesNote(RankingRule rule) =>
        (rule.Constructs, rule.Weights) is (null, null)
            ? "Removal, effects and localization have one vote each, however many metrics ask the question. Sanity, robustness and "
                + "complexity have none, since trivial maps are best in them."
            : $"The run's ranking rule says what votes ({Of(rule)[0]}; {Of(rule)[1]}), however many metrics of a construct there are.";

    /// <summary>Which methods are ranked, as a sentence.</summary>
    internal static string AdmissionNote(RankingRule rule) => !rule.Admission
        ? "Admission: the run's ranking rule asks for none, so that every method is ranked, whether it depends on the network or not."
        : "Admission: only a method that is shown to depend on the weights, and to be more faithful than `random` and than its own maps of "
            + "other images, is ranked. The others stand below the line with the reason."
            + (rule.Sanity is null && rule.Faithfulness is null ? "" : $" Asked by the run's ranking rule: {Of(rule)[3]}.");

    private static bool IsVoting(RankingRule rule, Construct construct) =>
        rule.Constructs is null || rule.Constructs.ContainsKey(RankingRule.NameOf(construct));

    private static string Weights(RankingRule rule, IEnumerable<Construct> constructs) =>
        string.Join(", ", constructs.Select(c => $"{RunText.Of(c)} {Number(rule.WeightOf(c))}"));

    private static string Metrics(IReadOnlyList<string>? names, string otherwise) => names is null ? otherwise : string.Join(", ", names);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
