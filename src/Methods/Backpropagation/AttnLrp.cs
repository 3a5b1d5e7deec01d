using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>AttnLRP: layer-wise relevance propagation through attention, with rules for the softmax, for products of two tensors of the
/// data and for layer normalization; C×H×W and signed (Achtibat et al., 2024).</summary>
/// <remarks>Starts with the score of the target. The defaults of γ lie in the middle of the authors' search for vision transformers; 0 is
/// the ε rule of the paper's formulas. Goes through any network; one without attention gets the γ rule.</remarks>
/// <param name="Gamma">γ at matrix products with weights.</param>
/// <param name="ConvGamma">γ at convolutions.</param>
[Named("attn-lrp")]
[Paper("Achtibat, Hatefi, Dreyer, Jain, Wiegand, Lapuschkin, Samek: AttnLRP: Attention-Aware Layer-Wise Relevance Propagation, ICML", 2024)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record AttnLrp(
    [InRange(0, 1e6), About("γ at matrix products with weights: how much more contributions of the result's sign count; 0: the ε rule.")]
    double Gamma = 0.05,
    [InRange(0, 1e6), About("The same at convolutions.")] double ConvGamma = 0.25)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromScore(model, batch.Values, targets, TransformerComposites.AttnLrp(ConvGamma, Gamma)).Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        RelevanceGraph.FromScore(graph, TransformerComposites.AttnLrp(ConvGamma, Gamma));
}
