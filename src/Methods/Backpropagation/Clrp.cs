using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Contrastive LRP: max(0, R − N·R_dual), R from the target's logit, R_dual from its contrast, N scales both to the same sum;
/// C×H×W (Gu et al., 2018).</summary>
/// <remarks>Both passes follow deep Taylor decomposition: z⁺, and z^B at the pixels.</remarks>
/// <param name="Contrast">What the class is contrasted with.</param>
/// <param name="Low">The smallest value a normalised pixel can have; by default the smallest of each image.</param>
/// <param name="High">The largest value a normalised pixel can have; by default the largest of each image.</param>
[Named("clrp")]
[Paper("Gu, Yang, Tresp: Understanding Individual Decisions of CNNs via Contrastive Backpropagation, ACCV", 2018)]
[Needs(Needs.Gradient | Needs.Rules)]
[Passes("2", "2")]
public sealed record Clrp(
    [About("What the class is contrasted with: all other classes alike, or its own unit with the signs of its weights turned.")]
    ContrastiveStart Contrast = ContrastiveStart.Others,
    [InRange(-1e6, 1e6), About(OptionText.Low)] double? Low = null,
    [InRange(-1e6, 1e6), About(OptionText.High)] double? High = null)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var rules = Composites.DeepTaylor(Low, High);
        var pixels = RelevancePass.FromLogit(model, batch.Values, targets, rules);
        var dual = Contrast == ContrastiveStart.Negated
            ? RelevancePass.FromOne(model, batch.Values, targets, Composites.DeepTaylorContrast(Low, High)).Pixels
            : RelevancePass.From(model, batch.Values, AllOthers(targets, model.ClassCount), rules).Pixels;
        for (var i = 0; i < batch.Count; i++)
            Subtract(pixels.Item(i), dual.Item(i));
        return pixels.Attributions();
    }

    // The scale of the dual's start does not matter: the result is normalised by its sum.
    private static Tensor AllOthers(IReadOnlyList<int> targets, int classes)
    {
        var start = Tensor.Zeros(targets.Count, classes);
        for (var i = 0; i < targets.Count; i++)
        {
            start.Item(i).Fill(1f / (classes - 1));
            start.Item(i)[targets[i]] = 0;
        }
        return start;
    }

    private static void Subtract(Span<float> relevance, ReadOnlySpan<float> dual)
    {
        var (sum, dualSum) = (Sum(relevance), Sum(dual));
        // Where the contrast has no relevance, there is nothing to subtract.
        var factor = dualSum == 0 ? 0 : sum / dualSum;
        for (var i = 0; i < relevance.Length; i++)
            relevance[i] = (float)Math.Max(0, relevance[i] - factor * dual[i]);
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
