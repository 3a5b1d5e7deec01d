using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Guided back-propagation: the gradient of S_c, but a ReLU passes R·1[x&gt;0]·1[R&gt;0]; C×H×W (Springenberg et al.,
/// 2015).</summary>
[Named("guided-backprop")]
[Paper("Springenberg, Dosovitskiy, Brox, Riedmiller: Striving for Simplicity, ICLR Workshop", 2015)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record GuidedBackprop : IGraphMethod
{
    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        ReluRules.Require(model, "guided-backprop");
        return RelevancePass.FromOne(model, batch.Values, targets, RuleSet.GuidedBackpropagation)
            .Pixels.Attributions(ChannelReduction.MaxAbsolute);
    }

    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public Value Build(ExplanationGraph graph)
    {
        ReluRules.Require(graph.Model, "guided-backprop");
        return RelevanceGraph.FromOne(graph, RuleSet.GuidedBackpropagation);
    }
}
