using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>The order among pixels of equal saliency.</summary>
/// <param name="Ties">The order.</param>
/// <param name="TieOrders">The orders that are drawn where the mean over all is too long.</param>
[OptionGroup]
internal sealed record PixelTies(
    [About("Order among pixels of equal saliency: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About(TieTexts.Orders)] int TieOrders = 10);

/// <summary>The order among regions of equal relevance.</summary>
/// <param name="Ties">The order.</param>
/// <param name="TieOrders">The orders that are drawn where the mean over all is too long.</param>
[OptionGroup]
internal sealed record RegionTies(
    [About("Order among regions of equal relevance: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About(TieTexts.Orders)] int TieOrders = 10);

/// <summary>The order among elements of equal relevance.</summary>
/// <param name="Ties">The order.</param>
/// <param name="TieOrders">The orders that are drawn where the mean over all is too long.</param>
[OptionGroup]
internal sealed record ElementTies(
    [About("Order among elements of equal relevance: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About(TieTexts.Orders)] int TieOrders = 10);

/// <summary>A sentence that the groups above share.</summary>
internal static class TieTexts
{
    /// <summary>About the option <c>tie-orders</c>.</summary>
    public const string Orders = "Orders that ties=expected draws where too many are possible to average them all.";
}
