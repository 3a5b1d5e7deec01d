using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>In whose features pictures are compared.</summary>
[About("In whose features pictures are compared: of the network itself, or of the first other one.")]
public enum FeatureNetwork
{
    /// <summary>The first of the other networks: the pictures were not made to please it.</summary>
    Other,

    /// <summary>The network that the pictures are of.</summary>
    Own,
}

/// <summary>Finds the network.</summary>
internal static class FeatureNetworks
{
    /// <summary>The network.</summary>
    /// <exception cref="NotApplicableException">There is no other one, or it has no layer with places.</exception>
    public static IPictureNetwork In(this FeatureNetwork which, IVisualizationContext context)
    {
        var network = which == FeatureNetwork.Own
            ? context.Network
            : context.Others.Count > 0
                ? context.Others[0]
                : throw new NotApplicableException(
                    "no-other-network", "There is no other network in whose features pictures could be compared; write network=own.");
        return network.Layers.Count > 0
            ? network
            : throw new NotApplicableException("no-layer", $"The network '{network.Name}' has no layer with channels and places.");
    }

    /// <summary>The means over all places of the channels of the last layer, an array a picture.</summary>
    public static IReadOnlyList<double[]> Pooled(this IPictureNetwork network, Tensor pictures)
    {
        var layer = network.Layers[^1];
        return
        [
            .. network.Features(pictures, layer.Name).Select(values =>
            {
                var means = new double[layer.Channels];
                for (var i = 0; i < values.Length; i++)
                    means[i / layer.Places] += (double)values[i] / layer.Places;
                return means;
            }),
        ];
    }
}
