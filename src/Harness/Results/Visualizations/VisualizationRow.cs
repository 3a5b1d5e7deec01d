using VisEval.Methods;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>A picture that a visualizer made of a unit, as the file of a run keeps it.</summary>
/// <param name="Unit">The unit's name: <c>class:3</c>, <c>TENSOR:channel</c>.</param>
/// <param name="Class">The class it is; null where it is none.</param>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="IsControl">Whether the visualizer is there for comparison.</param>
/// <param name="Index">Which of the visualizer's pictures of the unit, from 0: its seed, or its rank.</param>
/// <param name="Kind">What kind of picture it is.</param>
/// <param name="Png">The picture: in colour, or its channels side by side in gray; 8 bits, nothing is lost but the rounding to
/// k/255.</param>
internal sealed record VisualizationRow(
    string Unit, int? Class, string Visualizer, bool IsControl, int Index, PictureKind Kind, byte[] Png)
{
    /// <summary>The number of channels.</summary>
    public required int Channels { get; init; }

    /// <summary>The height of a channel in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The width of a channel in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The unit's response to the finished picture; null where it was not shown to the network.</summary>
    public double? Activation { get; init; }

    /// <summary>How far a response that is imitated was missed; null where none is.</summary>
    public double? RelativeError { get; init; }

    /// <summary>Images run forwards for it.</summary>
    public long Forwards { get; init; }

    /// <summary>Images run backwards for it.</summary>
    public long Backwards { get; init; }

    /// <summary>The natural image that it is, or was made of, and the place in it; null where it was made.</summary>
    public string? Source { get; init; }

    /// <summary>What a reader must know of it, a sentence; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>What was optimised, step by step; empty where nothing was.</summary>
    public IReadOnlyList<ActivationStep> Course { get; init; } = [];
}
