using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>One number of a visualizer, with its state.</summary>
/// <param name="Name">The name of the <see cref="ScoreInfo"/>.</param>
/// <param name="Value">The number; null unless the state is ok.</param>
/// <param name="State">Whether the number stands.</param>
public sealed record VisualizationScore(string Name, double? Value, CellState State)
{
    /// <summary>The unit whose pictures it is of; null for the pictures of all units together.</summary>
    public string? Unit { get; init; }

    /// <summary>Which picture of the unit, from 0; null for all of them together.</summary>
    public int? Picture { get; init; }

    /// <summary>The layer that it was measured in, where a number is given for each; else null.</summary>
    public string? Layer { get; init; }

    /// <summary>How many units a number of all of them together is of; 0 where it is of one unit.</summary>
    public int Units { get; init; }

    /// <summary>The number without the pictures of one unit, for each unit in turn, and without one of the natural pictures that they are
    /// compared with: how a number of all units together depends on which these are; empty where it is of one unit, or of too
    /// few.</summary>
    public IReadOnlyList<double> WithoutUnit { get; init; } = [];

    /// <summary>A value with its state, of a unit.</summary>
    internal static VisualizationScore Of(ScoreValue value, string? unit, int? picture) =>
        new(value.Name, value.Value, value.State) { Unit = unit, Picture = picture };
}
