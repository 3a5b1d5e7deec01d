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

    /// <summary>From the last map to the first, each normalised locally and multiplied by what came before: P ← M / ↑(↓M) ⊙ ↑P,
    /// ↓ and ↑ to the size of P and back; where ↑(↓M) is below 10⁻¹² that takes its place (Englebert et al., 2022).</summary>
    /// <param name="maps">Maps without negative values, the last of them the coarsest.</param>
    public static Tensor Refined(IReadOnlyList<Tensor> maps) => maps.Reverse().Aggregate((coarse, fine) =>
    {
        var (height, width) = (fine.Shape[0], fine.Shape[1]);
        var enlarge = new Upsampler(coarse.Shape[0], coarse.Shape[1], height, width);
        var (small, local, refined) = (new float[coarse.Length], new float[fine.Length], Tensor.Zeros(height, width));
        new Upsampler(height, width, coarse.Shape[0], coarse.Shape[1]).Resize(fine.Values, small);
        enlarge.Resize(small, local);
        enlarge.Resize(coarse.Values, refined.Values);
        for (var i = 0; i < local.Length; i++)
            refined.Values[i] *= fine.Values[i] / MathF.Max(local[i], 1e-12f);
        return refined;
    });

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
