using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Layer-wise relevance propagation by the ε rule: R_i = Σ_j x_i w_ij R_j / (z_j + ε·sign z_j); C×H×W and signed
/// (Bach et al., 2015).</summary>
/// <remarks>Starts with the logit of the target; without biases and with ε → 0 the values sum to it.</remarks>
/// <param name="Epsilon">ε at every linear layer.</param>
[Named("lrp-epsilon")]
[Paper("Bach, Binder, Montavon, Klauschen, Müller, Samek: On Pixel-Wise Explanations by Layer-Wise Relevance Propagation, PLoS ONE", 2015)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record LrpEpsilon(
    [InRange(0, 1e6), About("Added to the size of every pre-activation; absorbs relevance where contributions cancel.")]
    double Epsilon = 1e-6)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromScore(model, batch.Values, targets, Composites.Epsilon(Epsilon)).Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => RelevanceGraph.FromScore(graph, Composites.Epsilon(Epsilon));
}
