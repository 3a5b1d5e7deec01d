using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>What the map of FEM is a sum of.</summary>
internal enum FemTerm
{
    /// <summary>μ_k M_k, the masks of strong places, weighted by the channel's mean; as published.</summary>
    Mask,

    /// <summary>m_k A_k, the channels, weighted by the share m_k of strong places.</summary>
    Activation,
}

/// <summary>FEM, the feature explanation method: Σ_k μ_k M_k, M_k = 1[A_k &gt; μ_k + κσ_k], μ_k and σ_k the mean and the standard
/// deviation of channel k over its places; h×w at the layer, the same for every class (Fuad et al., 2020).</summary>
/// <remarks>Of n values none lies further above the mean than √(n − 1) standard deviations: with κ = 2 a layer needs 6 places. The
/// authors' features follow a ReLU. Of a layer with negative values a channel's mean can be negative, and its strongest places would count
/// as the weakest: with the mask that layer is <c>undefined:signed-layer</c>. The share m_k is never negative: <c>term=activation</c> takes
/// any layer.</remarks>
/// <param name="Sigmas">κ.</param>
/// <param name="Term">What is summed.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("fem")]
[Paper("Fuad, Martin, Giot et al.: Features Understanding in 3D CNNs for Actions Recognition in Video, IPTA", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer)]
[Passes("1")]
[Dialect("pytorch-grad-cam", "term=activation")]
internal sealed record Fem(
    [InRange(0, 100), About("By how many standard deviations a strong place of a channel lies above its mean.")] double Sigmas = 2,
    [About("What is summed: the mask of strong places times the channel's mean, or the activation times the share of strong places.")]
    FemTerm Term = FemTerm.Mask,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">The layer has too few places for one of them to be strong, or, with the mask, negative
    /// values.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        Require(model);
        return LayerPass.Activations(model, batch, targets, Layer, Map);
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        Require(graph.Model);
        return LayerGraph.Activations(graph, Layer, (_, a) => Map(a));
    }

    private void Require(IModel model)
    {
        foreach (var layer in LayerPass.Layers(model, Layer))
            if (Math.Sqrt(layer.Plane - 1) <= Sigmas)
                throw new NotApplicableException(
                    "too-few-places",
                    FormattableString.Invariant($"fem: no place of the layer '{layer.Name}', which has {layer.Plane}, can lie {Sigmas} ")
                    + "standard deviations above the mean of its channel; name a larger layer with layer=TENSOR, or lower sigmas.");
    }

    private Tensor Map(LayerState state)
    {
        if (Term == FemTerm.Mask && state.HasNegative)
            throw new NotApplicableException(
                "signed-layer",
                $"fem: the layer '{state.Layer.Name}' has negative values; a channel's mean weighs its strong places, and where the mean "
                + "is negative they would count against themselves. Name the output of a ReLU with layer=TENSOR, or write "
                + "fem:term=activation, which weighs without a sign.");
        var (layer, sum) = (state.Layer, new double[state.Layer.Plane]);
        var means = layer.Sums(state.Planes);
        // What is not a number is not at most the threshold, so that the map shows it.
        for (var k = 0; k < layer.Channels; k++)
        {
            var plane = state.Plane(k);
            var (mean, square, strong) = (means[k] / layer.Plane, 0.0, 0);
            foreach (var value in plane)
                square += (value - mean) * (value - mean);
            var threshold = mean + Sigmas * Math.Sqrt(square / layer.Plane);
            foreach (var value in plane)
                strong += value <= threshold ? 0 : 1;
            for (var i = 0; i < plane.Length; i++)
                sum[i] += Term == FemTerm.Activation ? (double)strong / layer.Plane * plane[i] : plane[i] <= threshold ? 0 : mean;
        }
        return new Tensor(Array.ConvertAll(sum, v => (float)v), layer.Height, layer.Width);
    }

    // Of a layer with negative values the mask is not defined: there is no number then.
    private Value Map(Value a)
    {
        var mean = a.Mean(keep: true, 2, 3);
        var gap = a - mean;
        var threshold = mean + (gap * gap).Mean(keep: true, 2, 3).Map("Sqrt") * a.Number(Sigmas);
        var strong = a.Builder.Op("LessOrEqual", [a, threshold]).Map("Not").Widened();
        if (Term == FemTerm.Activation)
            return LayerGraph.Total(strong.Mean(keep: true, 2, 3) * a, relu: false);
        var isSigned = a.Builder.Op("Less", [a.Lowest(1, 2, 3), a.Number(0)]).Reshape(-1, 1, 1);
        return a.Number(double.NaN).Where(isSigned, LayerGraph.Total(strong * mean, relu: false));
    }
}
