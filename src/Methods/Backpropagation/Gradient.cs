using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Vanilla gradient, saliency: ∂S_c/∂x, C×H×W and signed; as a map max_channel |∂S_c/∂x|
/// (Simonyan et al., 2014).</summary>
[Named("gradient")]
[Paper("Simonyan, Vedaldi, Zisserman: Deep Inside Convolutional Networks, ICLR Workshop", 2014)]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("1", "1")]
internal sealed record Gradient : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var gradients = model.Gradient(batch.Values, targets, model.InputTensor).Gradients[0];
        return gradients.Attributions(ChannelReduction.MaxAbsolute);
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => graph.AtInput(graph.Targets, RuleSet.Standard);
}
