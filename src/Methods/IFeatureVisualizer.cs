using VisEval.Core;

namespace VisEval.Methods;

/// <summary>A feature visualizer: what does a unit of the network respond to?</summary>
/// <remarks>A positional record with a <see cref="NamedAttribute"/>, found by it; <see cref="NeedsAttribute"/>,
/// <see cref="PassesAttribute"/> (for one picture) and <see cref="RandomizedAttribute"/> declare what a method declares by them.</remarks>
[UnitKind("visualizer")]
public interface IFeatureVisualizer
{
    /// <summary>Why it can make no picture for the task, a sentence for a person; null if it can. Runs nothing; what it declares by
    /// <see cref="Needs"/> is asked for elsewhere.</summary>
    string? Objection(VisualizationTask task) => null;

    /// <summary>Makes the pictures: one for every seed where it draws random numbers, picture i depending on seed i alone unless an option
    /// makes them differ from one another; else as many as its options say, the best first.</summary>
    /// <exception cref="InputException">The task is one that it objects to.</exception>
    IReadOnlyList<Visualization> Synthesize(VisualizationTask task);
}
