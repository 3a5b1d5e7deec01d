using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>The rows of a metric, with the states that all metrics share: <c>failed</c> without pictures,
/// <c>undefined:not-an-input</c> where the network cannot be shown one.</summary>
internal static class VisualizationScores
{
    /// <summary>Numbers of every picture.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="context">What is evaluated.</param>
    /// <param name="score">The numbers of each picture of a unit, in order.</param>
    public static IReadOnlyList<VisualizationScore> PerPicture(
        IVisualizationMetric metric, IVisualizationContext context, Func<UnitPictures, IEnumerable<IReadOnlyList<ScoreValue>>> score) =>
    [
        .. context.Units.SelectMany(unit => unit.State.IsOk
            ? score(unit).SelectMany((values, i) => values.Select(v => VisualizationScore.Of(v, unit.Unit, i)))
            : Without(metric, unit.State).Select(v => VisualizationScore.Of(v, unit.Unit, null))),
    ];

    /// <summary>Numbers of all pictures of a unit together.</summary>
    public static IReadOnlyList<VisualizationScore> PerUnit(
        IVisualizationMetric metric, IVisualizationContext context, Func<UnitPictures, IReadOnlyList<ScoreValue>> score) =>
    [
        .. context.Units.SelectMany(unit => (unit.State.IsOk ? score(unit) : Without(metric, unit.State))
            .Select(v => VisualizationScore.Of(v, unit.Unit, null))),
    ];

    /// <summary>One number of the pictures of all units together.</summary>
    /// <param name="metric">The metric, of one number.</param>
    /// <param name="context">What is evaluated.</param>
    /// <param name="score">The number.</param>
    public static IReadOnlyList<VisualizationScore> OfAll(
        IVisualizationMetric metric, IVisualizationContext context, Func<VisualizationScore> score)
    {
        var states = context.Units.Select(u => u.State).Where(s => !s.IsOk).ToList();
        return states.Count == 0
            ? [score()]
            : [.. metric.Scores.Select(s => new VisualizationScore(s.Name, null, states[0]))];
    }

    /// <summary>The same state for every number.</summary>
    public static IReadOnlyList<ScoreValue> Without(IVisualizationMetric metric, CellState state) =>
        [.. metric.Scores.Select(s => ScoreValue.Without(s.Name, state))];
}
