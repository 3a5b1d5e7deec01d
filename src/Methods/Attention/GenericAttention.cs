using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Attention;

/// <summary>Generic attention explainability: R ← R + Ā R layer by layer from R = I, Ā = mean over heads of max(0, A ⊙ ∂S_c/∂A);
/// what flows from every patch to the class token, h×w, not negative (Chefer, Gur and Wolf, 2021).</summary>
/// <remarks>Unlike rollout it depends on the class. Without a class token the mean over all tokens is taken; attention within windows
/// (Swin) has no rollout.</remarks>
[Named("generic-attention")]
[AlsoNamed("gradient-attention-rollout")]
[Paper("Chefer, Gur, Wolf: Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers, ICCV", 2021)]
[Needs(Needs.Gradient | Needs.Attention)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record GenericAttention : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var tokens = AttentionTokens.Of(model, "generic-attention");
        var pass = model.Gradient(batch.Values, ModelExtensions.OneHot(targets, model.ClassCount), tokens.Tensors, RuleSet.Standard);
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(i => new Attribution(tokens.Map(Relevance(
                tokens, [.. pass.Values.Zip(pass.Gradients, (a, g) => HeadProduct.Positive(a.Item(i), g.Item(i)))])))),
        ];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var tokens = AttentionTokens.Of(graph.Model, "generic-attention");
        var pass = graph.Gradient(graph.Targets, tokens.Tensors, RuleSet.Standard);
        return Flow(graph, tokens, pass.Values, pass.Gradients);
    }

    /// <summary>What is read of (I + Ā_L) ⋯ (I + Ā_1) inside a graph, Ā the mean over heads of max(0, a ⊙ g).</summary>
    internal static Value Flow(ExplanationGraph graph, AttentionTokens tokens, IReadOnlyList<Value> a, IReadOnlyList<Value> g) =>
        tokens.Map(Enumerable.Range(0, a.Count).Reverse().Aggregate(tokens.Reader(graph), (row, layer) =>
            row + row.MatMul(HeadFusion.Mean.Fuse((a[layer] * g[layer]).Map("Relu"), tokens.Rank(graph, layer)))));

    /// <summary>The row of (I + Ā_L) ⋯ (I + Ā_1) that is read; 1×T.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="layers">Of each layer the heads before they are averaged, heads×T×T.</param>
    internal static double[] Relevance(AttentionTokens tokens, IReadOnlyList<float[]> layers)
    {
        var row = tokens.Reader();
        foreach (var layer in layers.Reverse())
        {
            var step = tokens.Through(row, HeadFusion.Mean.Fuse(layer, tokens.Count * tokens.Count));
            for (var t = 0; t < row.Length; t++)
                row[t] += step[t];
        }
        return row;
    }
}
