using System.Globalization;
using System.Text.Json.Serialization;
using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>A number, or several, that says how good an explanation is.</summary>
[UnitKind("metric")]
public interface IMetric
{
    /// <summary>The numbers it gives, the headline first.</summary>
    IReadOnlyList<ScoreInfo> Scores { get; }

    /// <summary>Scores one explanation of one image for one target.</summary>
    MetricResult Evaluate(IMetricContext context);
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>Lower is better.</summary>
    Lower,

    /// <summary>Higher is better.</summary>
    Higher,
}

/// <summary>The facts of one number.</summary>
/// <param name="Name">kebab-case; unique within the metric.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Minimum">The smallest possible value.</param>
/// <param name="Maximum">The largest possible value.</param>
public sealed record ScoreInfo(string Name, Direction Direction, double Minimum, double Maximum)
{
    /// <summary>The best value where it lies inside the range, so that a value is the worse the farther it is from it on either side; null
    /// where the best is the end of the range that <see cref="Direction"/> points at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Ideal { get; init; }

    /// <summary>Whether the number changes when the map is multiplied by a positive factor. Maps of different methods have different units:
    /// such a number is shown, and orders nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DependsOnScale { get; init; }

    /// <summary>Whether the number is measured, a time or memory: a rerun with the same seed changes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMeasured { get; init; }

    /// <summary>The best possible value.</summary>
    [JsonIgnore]
    public double Best => Ideal ?? (Direction == Direction.Higher ? Maximum : Minimum);

    /// <summary>↑ where higher is better, ↓ where lower is, →0 where nearest to 0 is.</summary>
    [JsonIgnore]
    public string Arrow => Ideal is { } ideal
        ? "→" + ideal.ToString(CultureInfo.InvariantCulture)
        : Direction == Direction.Higher ? "↑" : "↓";

    /// <summary>A value turned so that more is better: v, −v, or −|v − ideal|.</summary>
    public double Merit(double value) =>
        Ideal is { } ideal ? -Math.Abs(value - ideal) : Direction == Direction.Higher ? value : -value;
}

/// <summary>The result of a metric for one explanation.</summary>
/// <param name="Scores">One entry for each of <see cref="IMetric.Scores"/>, in that order.</param>
/// <param name="Curves">Curves behind the numbers, possibly none.</param>
public sealed record MetricResult(IReadOnlyList<ScoreValue> Scores, IReadOnlyList<Curve> Curves)
{
    /// <summary>Numbers without curves.</summary>
    public static MetricResult Of(params IReadOnlyList<ScoreValue> scores) => new(scores, []);

    /// <summary>The same state for every number of a metric.</summary>
    public static MetricResult Without(IMetric metric, CellState state) =>
        new([.. metric.Scores.Select(s => ScoreValue.Without(s.Name, state))], []);
}

/// <summary>One number with its state.</summary>
/// <param name="Name">The name of the <see cref="ScoreInfo"/>.</param>
/// <param name="Value">The number; null unless the state is ok.</param>
/// <param name="State">Whether the number stands.</param>
public sealed record ScoreValue(string Name, double? Value, CellState State)
{
    /// <summary>A number that stands.</summary>
    public static ScoreValue Ok(string name, double value) => new(name, value, CellState.Ok);

    /// <summary>No number, and why.</summary>
    public static ScoreValue Without(string name, CellState state) => new(name, null, state);
}

/// <summary>A curve behind a number, for the mean curves of the report.</summary>
/// <param name="Name">What it is, for example <c>deletion</c>.</param>
/// <param name="X">Positions, increasing, in [0, 1].</param>
/// <param name="Y">Values.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);
