using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Shared;

/// <summary>One pass of backward rules from the scores to the pixels.</summary>
internal static class RelevancePass
{
    /// <summary>Starts with 1 at each image's target: the values at the pixels, N×C×H×W, and the scores.</summary>
    public static (Tensor Pixels, ClassScores Scores) FromOne(IModel model, Tensor images, IReadOnlyList<int> targets, RuleSet rules) =>
        From(model, images, ModelExtensions.OneHot(targets, model.ClassCount), rules);

    /// <summary>Starts with any relevance at the scores, N×classes.</summary>
    public static (Tensor Pixels, ClassScores Scores) From(IModel model, Tensor images, Tensor start, RuleSet rules)
    {
        var pass = model.Gradient(images, start, [model.InputTensor], rules);
        return (pass.Gradients[0], pass.Scores);
    }

    /// <summary>Starts with the target's score at each image's target, as layer-wise relevance propagation does.</summary>
    /// <remarks>The score is what the network puts out: the logit, or the probability where it has no logits. (The logarithm of a
    /// probability, which stands for the logit elsewhere, is never positive and would turn every map over.)</remarks>
    public static Tensor FromScore(IModel model, Tensor images, IReadOnlyList<int> targets, RuleSet rules) =>
        FromOne(model, images, targets, rules.FromScore()).Pixels;

    /// <summary>The pixels of each image as its attribution.</summary>
    public static IReadOnlyList<Attribution> Attributions(this Tensor pixels, ChannelReduction reduction = ChannelReduction.Sum) =>
        [.. Enumerable.Range(0, pixels.BatchSize).Select(i => new Attribution(pixels.ItemTensor(i), reduction))];
}
