using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Relevance;

/// <summary>Layer-wise relevance propagation for transformers: which rule at which layer.</summary>
/// <remarks>Both fold batch normalizations into the layers before them first, and are linear in the relevance at the scores.</remarks>
public static class TransformerComposites
{
    /// <summary>Transformer attribution: z⁺ without bias at linear layers; the parts of a sum share in proportion to the size of what
    /// they carry together; half for each factor of a matrix product; normalizations and softmax pass relevance on
    /// (Chefer et al., CVPR 2021).</summary>
    public static RuleSet TransformerAttribution { get; } = Named(
        "transformer-attribution",
        At(OperatorFamily.Linear, LinearRules.Excitation),
        // A layer normalization in single operators passes relevance too.
        new Replacement((node, facts) => IsSum(node) && AttentionRules.SubtractsOwnMean(node, facts), RelevanceRules.Pass),
        new Replacement((node, facts) => IsSum(node) && facts.DataInputs(node).Count == 2, ParallelShares.Rule),
        At(OperatorFamily.Bilinear, AttentionRules.Halves),
        At(OperatorFamily.Centring, RelevanceRules.Pass));

    /// <summary>AttnLRP: γ at linear layers (ε where it is 0); the first-order expansion of the softmax; half for each factor of a
    /// product of the data; layer normalization with its deviation constant, ε for the rest (Achtibat et al., ICML 2024).</summary>
    /// <param name="convolutionGamma">γ of convolutions.</param>
    /// <param name="gamma">γ of matrix products with weights.</param>
    public static RuleSet AttnLrp(double convolutionGamma, double gamma) => Named(
        FormattableString.Invariant($"attn-lrp {convolutionGamma} {gamma}"),
        new Replacement((node, facts) => facts.IsConvolution(node), GammaOrEpsilon(convolutionGamma)),
        At(OperatorFamily.Linear, GammaOrEpsilon(gamma)),
        new Replacement((node, _) => node.Domain.Length == 0 && node.Operator == "Softmax", AttentionRules.Softmax),
        At(OperatorFamily.Bilinear, AttentionRules.Halves),
        At(OperatorFamily.Product, AttentionRules.HalfEach),
        At(OperatorFamily.Centring, AttentionRules.Normalization),
        new Replacement((node, facts) => IsSum(node) && AttentionRules.AddsConstant(node, facts), RelevanceRules.Norm));

    private static GradientRule GammaOrEpsilon(double gamma) =>
        gamma == 0 ? LinearRules.Epsilon(LinearRules.Stabilizer) : LinearRules.Gamma(gamma);

    private static RuleSet Named(string name, params IReadOnlyList<Replacement> layers) =>
        new(name, [.. layers, .. RelevanceRules.All]) { IsBuiltIn = true, Prepare = BatchNormFolding.Apply };

    private static Replacement At(OperatorFamily family, GradientRule rule) =>
        new((node, facts) => node.Domain.Length == 0 && OperatorFamilies.Of(node, facts) == family, rule);

    private static bool IsSum(Node node) => node.Domain.Length == 0 && node.Operator is "Add" or "Sub" or "Sum";
}
