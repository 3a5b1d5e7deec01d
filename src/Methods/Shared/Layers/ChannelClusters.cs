using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Shared.Layers;

/// <summary>The channels of a layer as masks of the image, those alike merged: M_i = n(Σ_k n(↑A_k)) over the channels k of a cluster,
/// ↑ upsampling, n scaling to [0, 1]; constant channels left out (Xie et al., 2023).</summary>
/// <remarks>Upsampling is linear and keeps constants, so n(↑A) = ↑a with a = (A − low)/range, low and range those of ↑A: masks are
/// added and compared at the resolution of the layer, ⟨↑a, ↑b⟩ = a·(↑ᵀ↑b). Clusters are those of complete linkage of
/// 1 − cosine; of pairs as near the first is merged.</remarks>
internal sealed class ChannelClusters
{
    private readonly Upsampler _upsampler;
    private readonly float[][] _planes;

    /// <summary>Merges the channels.</summary>
    /// <param name="state">The layer.</param>
    /// <param name="distance">The cosine distance from which clusters are not merged.</param>
    public ChannelClusters(LayerState state, double distance)
    {
        var (layer, size) = (state.Layer, state.Subject.Size);
        _upsampler = new Upsampler(layer.Height, layer.Width, size.Height, size.Width);
        var (scaled, twice, upsampled) = (new List<float[]>(), new List<float[]>(), new float[size.Pixels]);
        for (var k = 0; k < layer.Channels; k++)
        {
            var plane = state.Plane(k).ToArray();
            _upsampler.Resize(plane, upsampled);
            var (low, high) = SpanMath.Extremes(upsampled);
            if (low == high)
                continue;
            scaled.Add(Array.ConvertAll(plane, v => (v - low) / (high - low)));
            _upsampler.Resize(scaled[^1], upsampled);
            twice.Add(new float[layer.Plane]);
            _upsampler.Transpose(upsampled, twice[^1]);
        }
        var distances = new double[scaled.Count, scaled.Count];
        for (var i = 0; i < scaled.Count; i++)
            for (var j = 0; j < scaled.Count; j++)
                distances[i, j] = 1 - Product(scaled[i], twice[j])
                    / Math.Sqrt(Product(scaled[i], twice[i]) * Product(scaled[j], twice[j]));
        _planes = [.. CompleteLinkage.Cluster(distances, distance).Select(members => Sum([.. members.Select(m => scaled[m])]))];
    }

    /// <summary>The number of masks.</summary>
    public int Count => _planes.Length;

    /// <summary>Writes a mask, one value a pixel in [0, 1].</summary>
    public void Draw(int cluster, Span<float> mask)
    {
        _upsampler.Resize(_planes[cluster], mask);
        var (low, high) = SpanMath.Extremes(mask);
        foreach (ref var value in mask)
            value = low == high ? 0 : (value - low) / (high - low);
    }

    private static double Product(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }

    private static float[] Sum(float[][] planes)
    {
        var sum = new double[planes[0].Length];
        foreach (var plane in planes)
            SpanMath.AddScaled(plane, 1, sum);
        return Array.ConvertAll(sum, v => (float)v);
    }
}
