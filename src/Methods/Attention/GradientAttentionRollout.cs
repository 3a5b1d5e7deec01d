using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Attention;

/// <summary>Gradient attention rollout: R ← R + Ā R layer by layer from R = I, Ā = mean over heads of max(0, A ⊙ ∂S_c/∂A);
/// what flows from every patch to the class token, h×w, not negative (Chefer, Gur and Wolf, 2021).</summary>
/// <remarks>Unlike rollout it depends on the class. Without a class token the mean over all tokens is taken; attention within windows
/// (Swin) has no rollout.</remarks>
[Named("gradient-attention-rollout")]
[Paper("Chefer, Gur, Wolf: Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers, ICCV", 2021)]
[Needs(Needs.Gradient | Needs.Attention)]
[Passes("1", "1")]
public sealed record GradientAttentionRollout : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var tokens = AttentionTokens.Of(model, "gradient-attention-rollout");
        var pass = model.Gradient(batch.Values, ModelExtensions.OneHot(targets, model.ClassCount), tokens.Tensors, RuleSet.Standard);
        return [.. Enumerable.Range(0, batch.Count).Select(i => new Attribution(tokens.Map(Relevance(tokens, pass, i))))];
    }

    private static double[] Relevance(AttentionTokens tokens, GradientResult pass, int image)
    {
        var relevance = tokens.Identity();
        for (var layer = 0; layer < tokens.Tensors.Count; layer++)
        {
            var positive = pass.Values[layer].Item(image).ToArray();
            var gradient = pass.Gradients[layer].Item(image);
            for (var i = 0; i < positive.Length; i++)
                positive[i] = MathF.Max(positive[i] * gradient[i], 0);
            var step = tokens.Multiply(HeadFusion.Mean.Fuse(positive, tokens.Count * tokens.Count), relevance);
            for (var i = 0; i < step.Length; i++)
                relevance[i] += step[i];
        }
        return relevance;
    }
}
