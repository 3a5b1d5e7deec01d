using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>A picture of a unit with its file.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Row">The picture and what is known of it.</param>
internal sealed record ShownPicture(string File, VisualizationRow Row);
