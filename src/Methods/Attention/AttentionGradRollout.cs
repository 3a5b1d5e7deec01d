using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Attention;

/// <summary>Gradient attention rollout: Ã_L ⋯ Ã_1 with Ã = ½ (D + I), rows scaled to sum to 1; D = max(0, mean over heads of
/// A ⊙ ∂S_c/∂A) without its smallest values; what flows from every patch to the class token, h×w, not negative
/// (Gildenblat, 2020).</summary>
/// <remarks>
/// As its author's text describes it: his code meets each layer's attention with the derivative at the layer as far from the other end,
/// because backward hooks fire from the last layer on, and divides columns by the sums of rows. Equal values are discarded in the order of
/// the matrix, the first first. Attention within windows (Swin) has no rollout.
/// </remarks>
/// <param name="Discard">The part of the values of a layer's matrix, the smallest, that are set to 0.</param>
[Named("attention-grad-rollout")]
[Paper("Gildenblat: Exploring Explainability for Vision Transformers, after Abnar, Zuidema, ACL", 2020)]
[Needs(Needs.Gradient | Needs.Attention)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record AttentionGradRollout(
    [About("The part of a layer's values, the smallest, that are set to 0.")][InRange(0, 1)] double Discard = 0.9) : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var tokens = AttentionTokens.Of(model, "attention-grad-rollout");
        var pass = model.Gradient(batch.Values, ModelExtensions.OneHot(targets, model.ClassCount), tokens.Tensors, RuleSet.Standard);
        return [.. Enumerable.Range(0, batch.Count).Select(i => new Attribution(tokens.Map(Rollout(tokens, pass, i))))];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var tokens = AttentionTokens.Of(graph.Model, "attention-grad-rollout");
        var pass = graph.Gradient(graph.Targets, tokens.Tensors, RuleSet.Standard);
        return tokens.Map(Enumerable.Range(0, tokens.Tensors.Count).Reverse().Aggregate(tokens.Reader(graph), (flow, layer) =>
        {
            var fused = HeadFusion.Mean.Fuse(pass.Values[layer] * pass.Gradients[layer], tokens.Rank(graph, layer)).Positive();
            return flow.MatMul(tokens.WithShortcut(Largest(fused, tokens.Count)));
        }));
    }

    private double[] Rollout(AttentionTokens tokens, GradientResult pass, int image)
    {
        var flow = tokens.Reader();
        for (var layer = tokens.Tensors.Count - 1; layer >= 0; layer--)
        {
            var product = HeadProduct.Of(pass.Values[layer].Item(image), pass.Gradients[layer].Item(image));
            var fused = HeadFusion.Mean.Fuse(product, tokens.Count * tokens.Count);
            flow = tokens.Through(flow, tokens.WithShortcut(Largest(fused)));
        }
        return flow;
    }

    private double[] Largest(double[] fused)
    {
        foreach (ref var value in fused.AsSpan())
            value = Math.Max(value, 0);
        var order = Enumerable.Range(0, fused.Length).OrderBy(i => fused[i]);
        foreach (var smallest in order.Take((int)(fused.Length * Discard)))
            // NaN sorts first, and must not become a sound 0.
            if (!double.IsNaN(fused[smallest]))
                fused[smallest] = 0;
        return fused;
    }

    private Value Largest(Value fused, int tokens)
    {
        var (builder, discarded) = (fused.Builder, (int)((long)tokens * tokens * Discard));
        if (discarded == 0)
            return fused;
        var flat = fused.Reshape(-1, tokens * tokens);
        var smallest = builder.Op("TopK", 2, [flat, builder.Ints(discarded)], ("axis", 1L), ("largest", 0L));
        var zeros = fused.Number(0).SpreadOver(smallest[0]);
        return builder.Op("ScatterElements", [flat, smallest[1], zeros], ("axis", 1L)).Reshape(-1, tokens, tokens);
    }
}
