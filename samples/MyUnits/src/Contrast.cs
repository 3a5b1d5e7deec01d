using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;

namespace MyUnits.Pictures;

/// <summary>The standard deviation of the values of a unit's pictures, in [0, 0.5]; higher is richer in contrast.</summary>
[Named("contrast")]
[Paper("A sample of docs/plugins.md", 2026)]
public sealed record Contrast : IVisualizationMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores { get; } = [new("deviation", Direction.Higher, 0, 0.5)];

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
    [
        .. context.Units.Select(u => new VisualizationScore("deviation", u.State.IsOk ? Deviation(u.Batch.Values) : null, u.State)
        {
            Unit = u.Unit,
        }),
    ];

    private static double Deviation(float[] values)
    {
        var mean = values.Average(v => (double)v);
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
