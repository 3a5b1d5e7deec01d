using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Shared.Layers;

/// <summary>Makes one map of the maps of several layers, at the resolution of the largest; the others are resized bilinearly.</summary>
internal static class LayerFusion
{
    /// <summary>The mean of the maps, each divided by its largest absolute value, so that every layer counts as much.</summary>
    public static Tensor Mean(IReadOnlyList<Tensor> maps) => Fold(maps, Unit, (sum, value) => sum + value / maps.Count);

    /// <summary>At every place the largest value of the maps, each divided by its maximum; the map of a shallow layer, one that is larger
    /// than the smallest, becomes tanh(γ · map / max) instead (Jiang et al., 2021).</summary>
    /// <param name="maps">Maps without negative values.</param>
    /// <param name="gamma">γ: how much weak evidence in shallow layers is raised.</param>
    public static Tensor Maximum(IReadOnlyList<Tensor> maps, double gamma)
    {
        var smallest = maps.Min(m => m.Length);
        return Fold(
            maps,
            map => map.Length > smallest
                ? new Tensor(Array.ConvertAll(Unit(map).Values, v => (float)Math.Tanh(gamma * v)), map.Shape)
                : Unit(map),
            MathF.Max);
    }

    private static Tensor Fold(IReadOnlyList<Tensor> maps, Func<Tensor, Tensor> scale, Func<float, float, float> join)
    {
        var fused = Tensor.Zeros(maps.MaxBy(m => m.Length)!.Shape);
        var resized = new float[fused.Length];
        foreach (var map in maps)
        {
            new Upsampler(map.Shape[0], map.Shape[1], fused.Shape[0], fused.Shape[1]).Resize(scale(map).Values, resized);
            for (var i = 0; i < resized.Length; i++)
                fused.Values[i] = join(fused.Values[i], resized[i]);
        }
        return fused;
    }

    // A map of zeros stays one.
    private static Tensor Unit(Tensor map)
    {
        var (minimum, maximum) = SpanMath.Extremes(map.Values);
        var peak = MathF.Max(-minimum, maximum);
        return peak == 0 ? map : new Tensor(Array.ConvertAll(map.Values, v => v / peak), map.Shape);
    }
}
