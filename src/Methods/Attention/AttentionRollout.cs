using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Attention;

/// <summary>Attention rollout: Ã_L ⋯ Ã_1 with Ã = ½ (A + I), A the attention of a layer fused over its heads, rows scaled to sum to
/// 1; what flows from every patch to the class token, h×w, not negative (Abnar and Zuidema, 2020).</summary>
/// <remarks>The same for every class. Without a class token the mean over all tokens is taken; attention within windows (Swin) has no
/// rollout.</remarks>
/// <param name="Heads">How the heads of a layer are fused.</param>
[Named("attention-rollout")]
[Paper("Abnar, Zuidema: Quantifying Attention Flow in Transformers, ACL", 2020)]
[Needs(Needs.Forward | Needs.Attention)]
[Claims(MapPlace.Layer)]
[Passes("1")]
internal sealed record AttentionRollout(
    [About("How the heads of a layer become one matrix: their mean, largest or smallest value.")] HeadFusion Heads = HeadFusion.Mean)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var tokens = AttentionTokens.Of(model, "attention-rollout");
        var attention = model.Activations(batch.Values, tokens.Tensors);
        return
        [
            .. Enumerable.Range(0, batch.Count)
                .Select(i => Rollout(tokens, [.. attention.Select(a => a.Item(i).ToArray())]))
                .Select(flow => new Attribution(tokens.Map(flow))),
        ];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var tokens = AttentionTokens.Of(graph.Model, "attention-rollout");
        var attention = graph.Activations(tokens.Tensors);
        return tokens.Map(Enumerable.Range(0, attention.Count).Reverse().Aggregate(tokens.Reader(graph), (flow, layer) =>
            flow.MatMul(tokens.WithShortcut(Heads.Fuse(attention[layer], tokens.Rank(graph, layer))))));
    }

    // One row is read, so one row is carried through the layers, from the last to the first.
    private double[] Rollout(AttentionTokens tokens, IReadOnlyList<float[]> layers)
    {
        var flow = tokens.Reader();
        foreach (var layer in layers.Reverse())
            flow = tokens.Through(flow, tokens.WithShortcut(Heads.Fuse(layer, tokens.Count * tokens.Count)));
        return flow;
    }
}
