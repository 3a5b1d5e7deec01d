using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Whether a finished run can be ranked by its rule.</summary>
internal static class RankingRules
{
    /// <summary>One sentence a mistake; empty where the rule can be used.</summary>
    /// <param name="info">The run, with the rule.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    public static IReadOnlyList<string> Mistakes(RunInfo info, KnownMetrics? known = null)
    {
        known ??= KnownMetrics.BuiltIn;
        return RankingRuleMistakes.Of(info.Rule, info, m => known.Pooled(m) is not null, m => known.Cost(m) is not null);
    }
}
