using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMapping;

/// <summary>LIFT-CAM: ReLU(Σ_k w_k A_k), w_k the contribution of channel k by DeepLIFT with a layer of zeros as reference, an estimate of
/// the channel's Shapley value; h×w at the layer (Jung and Oh, 2021).</summary>
/// <remarks>Σ_k w_k = S_c − S_c(A = 0). Where only linear layers follow A, w_k is the Shapley value, and the map is that of Ablation-CAM
/// times S_c. Rows of the layer that are no place keep their values, and only the part of the network after the layer is run.</remarks>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("lift-cam")]
[Paper("Jung, Oh: Towards Better Explanations of Class Activation Mapping, ICCV", 2021)]
[Needs(Needs.Forward | Needs.Gradient | Needs.Rules | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("2 * layers + 1", "layers")]
internal sealed record LiftCam([About(OptionText.Layer)] string? Layer = null) : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state =>
            state.Layer.Combine(state.Planes, Contributions(model, state), relu: true));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Activations(graph, Layer, (layer, a) =>
    {
        var rest = graph.After(layer.Name);
        var pass = rest.Gradient(rest.Targets, [rest.Model.InputTensor], RuleSet.DeepLift, LayerGraph.Emptied(layer, rest.Images));
        return LayerGraph.Combine(a, LayerGraph.Places(LayerGraph.Planes(layer, rest.Images * pass.Gradients[0])), relu: true);
    });

    /// <summary>One weight a channel.</summary>
    internal static double[] Contributions(IModel model, LayerState state)
    {
        var (rest, layer) = (state.Rest(model), state.Layer);
        var values = new Tensor(state.Values, 1, rest.Input.Channels, rest.Input.Height, rest.Input.Width);
        var reference = values.Clone();
        layer.Restore(new float[state.Planes.Length], reference.Values);
        var start = ModelExtensions.OneHot([state.Subject.Target], rest.ClassCount);
        var pass = rest.Gradient(values, start, [rest.InputTensor], RuleSet.DeepLift, reference);
        var contributions = new float[state.Planes.Length];
        SpanMath.Multiply(state.Planes, layer.ChannelsFirst(pass.Gradients[0].Item(0)), contributions);
        return layer.Sums(contributions);
    }
}
