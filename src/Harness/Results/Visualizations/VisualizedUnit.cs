namespace VisEval.Harness.Results.Visualizations;

/// <summary>What a visualizer made of a unit of a network: a finished unit of work.</summary>
/// <param name="Dataset">The name of the natural pictures' dataset.</param>
/// <param name="Model">The name of the network.</param>
/// <param name="Unit">The unit's name.</param>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="Place">The place of the unit among those of the network.</param>
/// <param name="Pictures">The pictures; empty where it failed.</param>
internal sealed record VisualizedUnit(
    string Dataset, string Model, string Unit, string Visualizer, int Place, IReadOnlyList<VisualizationRow> Pictures)
{
    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The largest resident memory of the process meanwhile, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Why there is no picture, a sentence; null where there is one.</summary>
    public string? Error { get; init; }

    /// <summary>What it took.</summary>
    public UnitTiming Timing => new(
        Unit, Visualizer, Place, Seconds, Pictures.Sum(p => p.Forwards), Pictures.Sum(p => p.Backwards), PeakBytes);
}
