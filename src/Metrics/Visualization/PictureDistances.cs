using VisEval.Core;
using VisEval.Metrics.Shared.Pictures;

namespace VisEval.Metrics.Visualization;

/// <summary>How far pictures lie apart, layer by layer: Σ_l mean_p Σ_k (x̂ − ŷ)² over the layers of a network, the channels of a place
/// divided by their length; 0 for the same picture, at most 4 a layer (Zhang et al., CVPR 2018, without learned weights).</summary>
internal static class PictureDistances
{
    /// <summary>Those of pairs of pictures of two batches.</summary>
    /// <param name="network">In whose features.</param>
    /// <param name="one">N×C×H×W.</param>
    /// <param name="other">M×C×H×W.</param>
    /// <param name="pairs">Which picture of the one with which of the other.</param>
    /// <returns>One a pair.</returns>
    public static double[] Of(IPictureNetwork network, Tensor one, Tensor other, IReadOnlyList<(int One, int Other)> pairs)
    {
        var distances = new double[pairs.Count];
        foreach (var layer in network.Layers)
        {
            var x = network.Features(one, layer.Name);
            var y = ReferenceEquals(one, other) ? x : network.Features(other, layer.Name);
            for (var i = 0; i < pairs.Count; i++)
                distances[i] += FeatureDistance.Of(x[pairs[i].One], y[pairs[i].Other], layer.Places);
        }
        return distances;
    }

    /// <summary>The mean over all pairs of pictures of a batch; null where there is one only.</summary>
    public static double? MeanWithin(IPictureNetwork network, Tensor pictures)
    {
        List<(int, int)> pairs =
            [.. Enumerable.Range(0, pictures.BatchSize).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j)))];
        return pairs.Count == 0 ? null : Of(network, pictures, pictures, pairs).Average();
    }
}
