using VisEval.Core;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the map's positive part that lies on the target; higher is better.</summary>
/// <remarks>
/// Σ_{i∈target} max(L_i, 0) / Σ_i max(L_i, 0), in [0, 1], at the network's input (Wang et al., Score-CAM, CVPR-W 2020). A constant
/// positive map gets the target's share of the area. A map without a positive value: <c>degenerate:empty</c>. No annotation:
/// <c>undefined:no-annotation</c>; a target of which no pixel is left in the input: <c>undefined:not-in-input</c>.
/// </remarks>
[Named("energy-pointing-game")]
[Paper("Wang et al.: Score-CAM, CVPR Workshops 2020", 2020)]
public sealed record EnergyPointingGame : IMetric
{
    private static readonly ScoreInfo[] Info = [new("energy", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Score(IMetricContext context)
    {
        if (context.Truth is not { } truth)
            return MetricResult.Without(this, CellState.Undefined("no-annotation"));
        if (!truth.Input.Pixels.AsSpan().Contains(true))
            return MetricResult.Without(this, CellState.Undefined("not-in-input"));

        var (inside, total) = (0.0, 0.0);
        var map = context.Map.Values;
        for (var i = 0; i < map.Length; i++)
        {
            if (!float.IsFinite(map[i]))
                return MetricResult.Without(this, CellState.Degenerate("not-finite"));
            var energy = Math.Max(map[i], 0.0);
            total += energy;
            if (truth.Input.Pixels[i])
                inside += energy;
        }
        return total > 0
            ? MetricResult.Of(ScoreValue.Ok("energy", inside / total))
            : MetricResult.Without(this, CellState.Degenerate("empty"));
    }
}
