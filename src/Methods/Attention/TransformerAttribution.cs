using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Attention;

/// <summary>Transformer attribution: (I + Ā_L) ⋯ (I + Ā_1) with Ā = mean over heads of max(0, R_A ⊙ ∂S_c/∂A), R_A the relevance
/// that arrives at the attention; what flows from every patch to the class token, h×w, not negative
/// (Chefer, Gur and Wolf, 2021).</summary>
/// <remarks>Depends on the class. Relevance starts with 1 at the target; its rules: <see cref="TransformerComposites"/>. Without a class
/// token the mean over all tokens is taken; attention within windows (Swin) has no rollout.</remarks>
[Named("transformer-attribution")]
[Paper("Chefer, Gur, Wolf: Transformer Interpretability Beyond Attention Visualization, CVPR", 2021)]
[Needs(Needs.Gradient | Needs.Rules | Needs.Attention)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("2", "2")]
internal sealed record TransformerAttribution : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var tokens = AttentionTokens.Of(model, "transformer-attribution");
        var start = ModelExtensions.OneHot(targets, model.ClassCount);
        IReadOnlyList<Tensor> Pass(RuleSet rules) => model.Gradient(batch.Values, start, tokens.Tensors, rules).Gradients;
        var (gradients, relevance) = (Pass(RuleSet.Standard), Pass(TransformerComposites.TransformerAttribution));
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(i => new Attribution(tokens.Map(GenericAttention.Relevance(
                tokens, [.. relevance.Zip(gradients, (r, g) => HeadProduct.Positive(r.Item(i), g.Item(i)))])))),
        ];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var tokens = AttentionTokens.Of(graph.Model, "transformer-attribution");
        return GenericAttention.Flow(
            graph, tokens, graph.Gradient(graph.Targets, tokens.Tensors, TransformerComposites.TransformerAttribution).Gradients,
            graph.Gradient(graph.Targets, tokens.Tensors, RuleSet.Standard).Gradients);
    }
}
