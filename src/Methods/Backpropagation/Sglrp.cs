using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Softmax-gradient LRP: relevance from p_t(1 − p_t) at the target minus relevance from p_t·p_n at every other class n, both
/// scaled to the sum 1; C×H×W and signed (Iwana et al., 2019).</summary>
/// <remarks>The factor p_t is common to both and 1 − p_t is the sum of the others, so the passes start with 1 and with p_n/(1 − p_t),
/// a softmax over the others alone: a class that is certain to all digits has a map too.</remarks>
/// <param name="Scaling">Whether both parts are scaled to the same sum, as the authors' code does; else the map is their difference times
/// p_t(1 − p_t), the derivative of the probability.</param>
/// <param name="Rules">The rules of both passes.</param>
/// <param name="Epsilon">ε of the matrix products.</param>
/// <param name="Low">The smallest value a normalised pixel can have; by default the smallest of each image.</param>
/// <param name="High">The largest value a normalised pixel can have; by default the largest of each image.</param>
[Named("sglrp")]
[Paper(
    "Iwana, Kuroki, Uchida: Explaining Convolutional Neural Networks using Softmax Gradient Layer-wise Relevance Propagation, "
    + "ICCV Workshop", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("when(scaling, true, 2, 1)", "when(scaling, true, 2, 1)")]
[Dialect("zennit", "scaling=false,rules=epsilon-plus")]
internal sealed record Sglrp(
    [About("Whether target and others are scaled to the same sum before they are subtracted.")] bool Scaling = true,
    [About("The rules of both passes: bounded deep Taylor decomposition, or z⁺ at convolutions and ε at matrix products.")]
    SglrpRules Rules = SglrpRules.DeepTaylor,
    [InRange(0, 1e6), About("The ε of matrix products with rules=epsilon-plus.")] double Epsilon = 1e-6,
    [InRange(-1e6, 1e6), About(OptionText.Low)] double? Low = null,
    [InRange(-1e6, 1e6), About(OptionText.High)] double? High = null)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var rules = Rules == SglrpRules.DeepTaylor ? Composites.DeepTaylor(Low, High) : Composites.EpsilonPlus(Epsilon);
        return (Scaling ? Scaled(model, batch, targets, rules) : Derived(model, batch, targets, rules)).Attributions();
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var rules = Rules == SglrpRules.DeepTaylor ? Composites.DeepTaylor(Low, High) : Composites.EpsilonPlus(Epsilon);
        return Scaling
            ? RelevanceGraph.EqualSums(RelevanceGraph.FromOne(graph, rules), RelevanceGraph.FromOne(graph, rules.FromOthers()))
            : (Slope(graph) * RelevanceGraph.FromOne(graph, rules.FromLogOdds()).Widened()).ToFloat();
    }

    private static Tensor Scaled(IModel model, ImageBatch batch, IReadOnlyList<int> targets, RuleSet rules)
    {
        var (target, _) = RelevancePass.FromOne(model, batch.Values, targets, rules);
        var (others, _) = RelevancePass.FromOne(model, batch.Values, targets, rules.FromOthers());
        EqualSums.Subtract(target, others);
        return target;
    }

    // Both parts in one pass: every rule is linear in what arrives.
    private static Tensor Derived(IModel model, ImageBatch batch, IReadOnlyList<int> targets, RuleSet rules)
    {
        var (pixels, scores) = RelevancePass.FromOne(model, batch.Values, targets, rules.FromLogOdds());
        for (var i = 0; i < batch.Count; i++)
        {
            var factor = Slope(scores.Logits.Item(i), targets[i]);
            foreach (ref var value in pixels.Item(i))
                value = (float)(factor * value);
        }
        return pixels;
    }

    // p_t(1 − p_t) = u/(1 + u)² with u = Σ_{n≠t} exp(S_n − S_t).
    private static double Slope(ReadOnlySpan<float> logits, int target)
    {
        var odds = 0.0;
        for (var n = 0; n < logits.Length; n++)
            odds += n == target ? 0 : Math.Exp((double)logits[n] - logits[target]);
        return double.IsPositiveInfinity(odds) ? 0 : odds / (1 + odds) / (1 + odds);
    }

    // The same for every image, N×1×1×1 of 64 bits.
    private static Value Slope(ExplanationGraph graph)
    {
        var (logits, targets) = (graph.Logits.Widened(), graph.Targets.Widened());
        var distance = logits - (logits * targets).Sum(keep: true, 1);
        var odds = logits.Number(0).Where(graph.Targets > 0.5f, distance.Map("Exp")).Sum(keep: true, 1);
        var slope = odds / (odds.Number(1) + odds) / (odds.Number(1) + odds);
        var unbounded = odds.Builder.Op("Equal", [odds, odds.Number(double.PositiveInfinity)]);
        return odds.Number(0).Where(unbounded, slope).Reshape(-1, 1, 1, 1);
    }
}
