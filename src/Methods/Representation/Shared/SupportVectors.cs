using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>A linear support vector machine from scalar products of images alone: the direction needs no values of the layer.</summary>
/// <remarks>Minimises ½λ‖w‖² + (1/n) Σ max(0, 1 − y_i⟨w, x_i − x̄⟩), the objective of the TCAV authors' classifier with its λ = 0.01,
/// exactly and by its dual: 0 ≤ α_i ≤ 1/(λn), w = Σ α_i y_i (x_i − x̄) (dual coordinate descent: Hsieh et al., ICML, 2008). The border
/// runs through the mean, which takes the place of an intercept: both sides are of the same size.</remarks>
internal static class SupportVectors
{
    private const int MostRounds = 1000;
    private const double Tolerance = 1e-6;

    /// <summary>α_i·y_i.</summary>
    /// <param name="gram">⟨x_i − x̄, x_j − x̄⟩.</param>
    /// <param name="signs">y, 1 or −1.</param>
    /// <param name="penalty">λ.</param>
    /// <param name="random">Draws the order of each round.</param>
    public static double[] Fit(GramMatrix gram, IReadOnlyList<int> signs, double penalty, RandomSource random)
    {
        var n = gram.Count;
        var (bound, weights, margins) = (1 / (penalty * n), new double[n], new double[n]);
        int[] order = [.. Enumerable.Range(0, n)];
        for (var round = 0; round < MostRounds; round++)
        {
            random.Shuffle<int>(order);
            var largest = 0.0;
            foreach (var i in order)
                largest = Math.Max(largest, Step(gram, i, signs[i], bound, weights, margins));
            if (largest <= Tolerance)
                break;
        }
        return weights;
    }

    // Moves α_i to its best, the others held; gives how far the objective's slope was from what it may be.
    private static double Step(GramMatrix gram, int i, int sign, double bound, double[] weights, double[] margins)
    {
        var (slope, alpha, square) = (sign * margins[i] - 1, sign * weights[i], gram[i, i]);
        var violation = alpha <= 0 ? Math.Max(0, -slope) : alpha >= bound ? Math.Max(0, slope) : Math.Abs(slope);
        // An image at the mean itself has no say.
        if (violation == 0 || !(square > 0))
            return 0;
        var moved = Math.Clamp(alpha - slope / square, 0, bound);
        var change = sign * (moved - alpha);
        if (change == 0)
            return 0;
        weights[i] = sign * moved;
        SpanMath.AddScaled(gram.Row(i), change, margins);
        return violation;
    }
}
