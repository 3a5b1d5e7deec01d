using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Relative attributing propagation (Nam et al., 2020), as its authors' code runs it.</summary>
/// <remarks>With p_ij what input i raises result j by, n_ij ≥ 0 what it lowers it by, and z⁺, z⁻ their sums over i.</remarks>
internal static class RelativeAttribution
{
    /// <summary>The classifier: by influence of either sign, R_i = Σ_j (p_ij + n_ij)/(z⁺_j + z⁻_j)·R_j.</summary>
    internal static IReadOnlyList<Value> Influence(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        var parts = new SignedParts(layer);
        var signal = SignedParts.Quotient(layer.Relevance, parts.Raised + parts.Lowered);
        return layer.Result(parts.OfRaising(signal) + parts.OfLowering(signal));
    }

    /// <summary>A convolution: C_i = Σ_j p_ij·R⁺_j/z⁺_j + n_ij·(R⁻_j/z⁻_j + R_j/(z⁺_j + z⁻_j)), then the uniform
    /// shift.</summary>
    internal static IReadOnlyList<Value> Convolution(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        var (parts, r) = (new SignedParts(layer), layer.Relevance);
        var lowering = SignedParts.Quotient(SignedParts.Below(r), parts.Lowered)
            + SignedParts.Quotient(r, parts.Raised + parts.Lowered);
        return layer.Result(Shifted(
            parts.OfRaising(SignedParts.Quotient(SignedParts.Above(r), parts.Raised)) + parts.OfLowering(lowering), r, s));
    }

    /// <summary>A matrix product: C_i = Σ_j p_ij·R_j/z⁺_j + n_ij·R_j/(z⁺_j + z⁻_j), then the uniform shift.</summary>
    internal static IReadOnlyList<Value> Product(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        var (parts, r) = (new SignedParts(layer), layer.Relevance);
        return layer.Result(Shifted(
            parts.OfRaising(SignedParts.Quotient(r, parts.Raised))
            + parts.OfLowering(SignedParts.Quotient(r, parts.Raised + parts.Lowered)), r, s));
    }

    // What the parts together have too much is taken from every unit that has any, in equal shares: ΣR_i = ΣR_j, and little influence
    // becomes negative.
    private static Value Shifted(Value shares, Value arriving, GradientScope s)
    {
        long[] axes = [.. Enumerable.Range(1, s.OutputShape().Length - 1).Select(a => (long)a)];
        var active = (shares.Map("Abs") > 0).ToFloat();
        var excess = shares.Sum(keep: true, axes) - arriving.Sum(keep: true, axes);
        return shares - active * SignedParts.Quotient(excess, active.Sum(keep: true, axes));
    }
}
