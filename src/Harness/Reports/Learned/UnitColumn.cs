using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;

namespace VisEval.Harness.Reports.Learned;

/// <summary>The visualizers of a network in the order in which their pictures stand beside each other.</summary>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="IsControl">Whether it is there for comparison.</param>
/// <param name="IsNatural">Whether it shows natural images or parts of them, and makes none.</param>
internal sealed record UnitColumn(string Visualizer, bool IsControl, bool IsNatural)
{
    /// <summary>Natural pictures first, then those that were made, controls last; each in the order of the run.</summary>
    public static IReadOnlyList<UnitColumn> Of(IEnumerable<VisualizationRow> pictures) =>
    [
        .. pictures.GroupBy(p => (p.Visualizer, p.IsControl))
            .Select(g => new UnitColumn(g.Key.Visualizer, g.Key.IsControl, !g.Key.IsControl && g.All(IsUntouched)))
            .OrderBy(c => c.IsControl ? 2 : c.IsNatural ? 0 : 1),
    ];

    // What is optimised has a source too where it starts from an image, and steps.
    private static bool IsUntouched(VisualizationRow row) => row is { Source: not null, Kind: not PictureKind.Display, Course.Count: 0 };
}
