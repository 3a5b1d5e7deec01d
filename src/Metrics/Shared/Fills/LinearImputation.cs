using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>Removed pixels made up from the others: each is the weighted mean of its neighbours, removed ones among them.</summary>
/// <remarks>
/// x_i·Σ_j w_ij = Σ_j w_ij x_j over the 8 neighbours j inside the image, w = 1/6 across an edge and 1/12 across a corner (Rong et al.,
/// ICML 2022): one sparse linear system for all removed pixels, symmetric and positive definite as soon as one pixel is kept. Solved
/// directly in double precision, so that nothing depends on where an iteration stops. Affine changes of colour commute with it: it is the
/// same in normalised and in raw pixels.
/// </remarks>
internal static class LinearImputation
{
    // 8 MB; a wider band is left to the sparse factorisation, whose work grows more slowly with the side of the image.
    private const int LargestBand = 1 << 20;

    /// <summary>The image with its removed pixels made up.</summary>
    /// <param name="image">1×C×H×W.</param>
    /// <param name="kept">For every pixel whether it is kept.</param>
    /// <exception cref="ArgumentException">No pixel is kept.</exception>
    public static Tensor Fill(Tensor image, ReadOnlySpan<bool> kept)
    {
        if (!kept.Contains(true))
            throw new ArgumentException("Where no pixel is kept there is nothing to make up the others from.", nameof(kept));
        var filled = image.Clone();
        using var system = new ImputationSystem(image, kept, [.. Enumerable.Range(0, kept.Length)]);
        if (BandCholesky.Length(system.Size, system.Reach) <= LargestBand)
            system.SolveInBand(filled, kept.Length);
        else
        {
            using var sparse = new ImputationSystem(image, kept, NestedDissection.Order(image.Shape[^2], image.Shape[^1]));
            sparse.SolveSparse(filled, kept.Length);
        }
        return filled;
    }
}
