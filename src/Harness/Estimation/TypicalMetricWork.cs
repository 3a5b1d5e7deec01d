using VisEval.Metrics;

namespace VisEval.Harness.Estimation;

/// <summary>What a metric of a family takes as a rule, where the metric itself does not declare it.</summary>
internal static class TypicalMetricWork
{
    // Means over the built-in metrics of each family, with the options of the preset quick, what is shared counted once (docs/metrics.md).
    private static readonly Dictionary<string, ScoreWork> Families = new()
    {
        ["Faithfulness"] = new ScoreWork(14, 0),
        ["Sanity"] = new ScoreWork(0, 1),
        ["Robustness"] = new ScoreWork(0, 1),
    };

    /// <summary>The typical work of a metric: by the folder it stands in; nothing for families that only look at the map.</summary>
    public static ScoreWork Of(IMetric metric) =>
        Families.GetValueOrDefault(metric.GetType().Namespace?.Split('.')[^1] ?? "");
}
