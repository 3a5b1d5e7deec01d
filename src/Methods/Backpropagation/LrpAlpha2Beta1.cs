using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Layer-wise relevance propagation, α = 2 and β = 1 at convolutions, ε at matrix products;
/// C×H×W (Bach et al., 2015).</summary>
/// <remarks>Starts with the logit of the target. What raises a pre-activation gets twice the relevance, what lowers it is counted against
/// it once.</remarks>
/// <param name="Epsilon">ε of the matrix products.</param>
[Named("lrp-alpha2-beta1")]
[Paper("Bach, Binder, Montavon, Klauschen, Müller, Samek: On Pixel-Wise Explanations by Layer-Wise Relevance Propagation, PLoS ONE", 2015)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record LrpAlpha2Beta1(
    [InRange(0, 1e6), About(OptionText.Epsilon)] double Epsilon = 1e-6)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromScore(model, batch.Values, targets, Composites.EpsilonAlpha2Beta1(Epsilon)).Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => RelevanceGraph.FromScore(graph, Composites.EpsilonAlpha2Beta1(Epsilon));
}
