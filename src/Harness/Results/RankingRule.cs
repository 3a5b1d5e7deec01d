using System.Text.Json.Serialization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>How methods are ranked: which metrics vote, for how much, and which methods stand in the ranking. It changes no number of a
/// cell, so that a finished run can be reported under another rule.</summary>
public sealed record RankingRule
{
    /// <summary>The family of metrics that ask whether a method depends on what the network has learned.</summary>
    public const string SanityFamily = "sanity";

    /// <summary>What <see cref="SkillNull"/> says for the control with the best mean.</summary>
    public const string BestControl = "best-control";

    /// <summary>The largest error rate.</summary>
    public const double LargestAlpha = 0.5;

    /// <summary>The smallest weight of a vote: beyond these bounds sums of weighted votes lose their digits, or overflow.</summary>
    public const double SmallestWeight = 1e-6;

    /// <summary>The largest weight of a vote.</summary>
    public const double LargestWeight = 1e6;

    /// <summary>The rule where none is given.</summary>
    public static RankingRule Default { get; } = new();

    /// <summary>By construct, the names or keys of the metrics that share its vote; a construct that is not here has no vote. Null: every
    /// metric votes for what it declares to measure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Constructs { get; init; }

    /// <summary>By construct, how much its vote weighs, in [<see cref="SmallestWeight"/>,
    /// <see cref="LargestWeight"/>]; 1 for those that are not here. Null: all alike.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Weights { get; init; }

    /// <summary>The error rate of admission and of the places, in (0, <see cref="LargestAlpha"/>].</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Whether only methods are ranked that pass the tests of admission.</summary>
    public bool Admission { get; init; } = true;

    /// <summary>The names or keys of the metrics by which a method must be shown to depend on the weights. Null: every sanity metric that
    /// has maps which ignore the network at an end of its range.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Sanity { get; init; }

    /// <summary>The names or keys of the metrics by which a method must be shown to be more faithful than random and than its maps of
    /// other images. Null: those that vote for removal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Faithfulness { get; init; }

    /// <summary>The least share, in [0, 1], of its cells in which a ranked method has a number; cells in which the number is undefined do
    /// not count. 0: none is asked for.</summary>
    public double LeastShare { get; init; }

    /// <summary>The control at which skill is 0, by name or key; <see cref="BestControl"/>: in every number the one with the best
    /// mean.</summary>
    public string SkillNull { get; init; } = BestControl;

    /// <summary>Whether a name of the rule means a metric.</summary>
    internal static bool Means(string text, MetricInfo metric) => text == metric.Name || text == metric.Key;

    /// <summary>Whether a name of the rule means a method.</summary>
    internal static bool Means(string text, MethodInfo method) => text == method.Name || text == method.Key;

    /// <summary>What a metric votes for; null where it has no vote.</summary>
    internal Construct? ConstructOf(MetricInfo metric) => Constructs is null
        ? metric.Construct
        : Enum.GetValues<Construct>().Select(c => (Construct?)c).FirstOrDefault(
            c => Constructs.TryGetValue(NameOf(c!.Value), out var metrics) && metrics.Any(m => Means(m, metric)));

    /// <summary>How much the vote of a construct weighs.</summary>
    public double WeightOf(Construct construct) => Weights?.TryGetValue(NameOf(construct), out var weight) == true ? weight : 1;

    /// <summary>What a construct is called in a rule.</summary>
    public static string NameOf(Construct construct) => Kebab.From(construct.ToString());
}
