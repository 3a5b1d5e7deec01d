using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>DeconvNet: the gradient of S_c, but a ReLU passes R·1[R&gt;0], whether or not it was active in the forward pass; C×H×W
/// (Zeiler and Fergus, 2014).</summary>
[Named("deconvnet")]
[Paper("Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV", 2014)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record DeconvNet : IGraphMethod
{
    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        ReluRules.Require(model, "deconvnet");
        return RelevancePass.FromOne(model, batch.Values, targets, RuleSet.DeconvNet).Pixels.Attributions(ChannelReduction.MaxAbsolute);
    }

    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public Value Build(ExplanationGraph graph)
    {
        ReluRules.Require(graph.Model, "deconvnet");
        return RelevanceGraph.FromOne(graph, RuleSet.DeconvNet);
    }
}
