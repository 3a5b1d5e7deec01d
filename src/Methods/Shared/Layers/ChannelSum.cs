using VisEval.Core;

namespace VisEval.Methods.Shared.Layers;

/// <summary>Sums over the channels of a layer, at every position, of a function of activation and gradient.</summary>
internal static class ChannelSum
{
    /// <summary>Σ_k term(A_k, g_k), h×w.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">A, K·h·w.</param>
    /// <param name="gradient">g, K·h·w.</param>
    /// <param name="term">What a value and its gradient contribute.</param>
    /// <param name="relu">Whether a negative sum becomes 0.</param>
    public static Tensor Of(
        SpatialLayer layer, ReadOnlySpan<float> activation, ReadOnlySpan<float> gradient, Func<double, double, double> term, bool relu)
    {
        var sum = new double[layer.Plane];
        for (var i = 0; i < activation.Length; i++)
            sum[i % sum.Length] += term(activation[i], gradient[i]);
        return new Tensor(Array.ConvertAll(sum, v => (float)(relu ? Math.Max(v, 0) : v)), layer.Height, layer.Width);
    }
}
