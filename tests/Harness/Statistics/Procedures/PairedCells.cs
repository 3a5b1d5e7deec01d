using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>A method and a control on the same explanation, as merits: more is better.</summary>
/// <param name="Method">Null where the method has no number.</param>
/// <param name="Control">Null where the control has none.</param>
internal readonly record struct PairedCell(double? Method, double? Control);

/// <summary>Gains of a method over a control with some cells missing, and how far the missing ones could move them (Manski, American
/// Economic Review, 1990).</summary>
/// <remarks>A failed or degenerate explanation is neither zero nor simply absent: what is lost may be what is hard.</remarks>
/// <param name="Common">By image, the gains of cells with both values.</param>
/// <param name="Worst">Missing values of the method at the worst end of the range, those of the control at the best.</param>
/// <param name="Best">The reverse.</param>
/// <param name="MethodPays">Every missing value, of either, at the worst end.</param>
/// <param name="MissingShare">The share of cells in which the method has no value, in [0, 1].</param>
internal sealed record PairedCells(Clusters Common, Clusters Worst, Clusters Best, Clusters MethodPays, double MissingShare)
{
    /// <summary>The share of missing cells above which a method is ranked by its worst case.</summary>
    public const double MostMissing = 0.1;

    /// <summary>Whether so many cells are missing that the method is ranked by its worst case.</summary>
    public bool RanksByWorstCase => MissingShare > MostMissing;

    /// <summary>Of cells by image.</summary>
    /// <param name="images">By image, its cells; a number that does not apply to the network has no cell.</param>
    /// <param name="range">The worst and the best merit.</param>
    public static PairedCells Of(IReadOnlyList<IReadOnlyList<PairedCell>> images, MeritRange range)
    {
        Clusters Gains(double method, double control) => Clusters.Of(
            [.. images.Select(cells => (double[])[.. cells.Select(c => (c.Method ?? method) - (c.Control ?? control))])]);
        var cells = images.Sum(i => i.Count);
        return new PairedCells(
            Clusters.Of(
            [
                .. images.Select(i => (double[])[.. i.Where(c => c.Method is not null && c.Control is not null)
                    .Select(c => c.Method!.Value - c.Control!.Value)]),
            ]),
            Gains(range.Worst, range.Best), Gains(range.Best, range.Worst), Gains(range.Worst, range.Worst),
            cells == 0 ? 0 : (double)images.Sum(i => i.Count(c => c.Method is null)) / cells);
    }
}
