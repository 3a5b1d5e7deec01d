using VisEval.Core;
using VisEval.Methods;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>A picture of a unit, for people.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="Index">Which of the visualizer's pictures of the unit, from 0: its seed, or its rank.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Made">The picture and what is known of it.</param>
public sealed record ShownPicture(string Unit, string Visualizer, int Index, string File, Visualization Made)
{
    /// <summary>Its values.</summary>
    public Tensor Picture => Made.Picture;
}
