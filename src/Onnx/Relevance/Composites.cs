using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Relevance;

/// <summary>Layer-wise relevance propagation: which rule at which layer.</summary>
/// <remarks>All fold batch normalizations into the layers before them first. All are linear in the relevance at the scores, so a pass that
/// starts with a class's logit is that logit times the pass that starts with 1.</remarks>
public static class Composites
{
    /// <summary>The ε rule at every linear layer.</summary>
    public static RuleSet Epsilon(double epsilon) => Lrp(
        FormattableString.Invariant($"lrp-epsilon {epsilon}"), Everywhere(LinearRules.Epsilon(epsilon)));

    /// <summary>z⁺ at convolutions, ε at matrix products.</summary>
    public static RuleSet EpsilonPlus(double epsilon) => Lrp(
        FormattableString.Invariant($"lrp-epsilon-plus {epsilon}"),
        Ignoring(Convolutions(LinearRules.ZPlus)),
        Everywhere(LinearRules.Epsilon(epsilon)));

    /// <summary>Flat at the first layer, z⁺ at the other convolutions, ε at matrix products.</summary>
    public static RuleSet EpsilonPlusFlat(double epsilon) => Lrp(
        FormattableString.Invariant($"lrp-epsilon-plus-flat {epsilon}"),
        Ignoring(First(LinearRules.Flat)), Ignoring(Convolutions(LinearRules.ZPlus)), Everywhere(LinearRules.Epsilon(epsilon)));

    /// <summary>αβ with α = 2, β = 1 at convolutions, ε at matrix products.</summary>
    public static RuleSet EpsilonAlpha2Beta1(double epsilon) => Lrp(
        FormattableString.Invariant($"lrp-epsilon-alpha2-beta1 {epsilon}"),
        Ignoring(Convolutions(LinearRules.AlphaBeta(2, 1))), Everywhere(LinearRules.Epsilon(epsilon)));

    /// <summary>z^B at convolutions that read the pixels, γ at the others, ε at matrix products.</summary>
    /// <param name="epsilon">ε.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="low">The smallest value a pixel can have; null for the smallest of each image.</param>
    /// <param name="high">The largest value a pixel can have; null for the largest of each image.</param>
    public static RuleSet EpsilonGammaBox(double epsilon, double gamma, double? low, double? high) => Lrp(
        FormattableString.Invariant($"lrp-epsilon-gamma-box {epsilon} {gamma} {low} {high}"),
        Ignoring(new Replacement((node, facts) => facts.IsConvolution(node) && facts.IsFirstLayer(node), LinearRules.ZBox(low, high))),
        Convolutions(LinearRules.Gamma(gamma)), Everywhere(LinearRules.Epsilon(epsilon)));

    /// <summary>Deep Taylor decomposition: z^B at the pixels, z⁺ without biases above (Montavon et al., 2017).</summary>
    /// <remarks>From one at a unit the pixels get one, up to what meets a unit that nothing raises.</remarks>
    public static RuleSet DeepTaylor(double? low, double? high) => Named(
        FormattableString.Invariant($"deep-taylor {low} {high}"),
        First(LinearRules.ZBox(low, high)), Everywhere(LinearRules.Excitation), Sums(RaisingSums.Rule));

    /// <summary>Deep Taylor decomposition of the unit against the class: the last layer with its signs turned (Gu et al., 2018).</summary>
    public static RuleSet DeepTaylorContrast(double? low, double? high) => Named(
        FormattableString.Invariant($"deep-taylor-contrast {low} {high}"),
        Last(LinearRules.ExcitationNegated), First(LinearRules.ZBox(low, high)), Everywhere(LinearRules.Excitation),
        Sums(RaisingSums.Rule));

    /// <summary>Relative attributing propagation: by influence of either sign at the classifier, z^B at the pixels, by influence with a
    /// uniform shift between (Nam et al., 2020).</summary>
    public static RuleSet RelativeAttribution(double? low, double? high) => Named(
        FormattableString.Invariant($"rap {low} {high}"),
        Last(Relevance.RelativeAttribution.Influence), First(LinearRules.ZBox(low, high)),
        Convolutions(Relevance.RelativeAttribution.Convolution), Everywhere(Relevance.RelativeAttribution.Product));

    /// <summary>Excitation back-propagation: z⁺ at every linear layer, the derivative at activations and normalizations
    /// (Zhang et al., 2016).</summary>
    /// <param name="bias">Whether positive biases keep their share, as in zennit; else probability is conserved.</param>
    /// <param name="signedSums">Whether the parts of a sum share by the signed sum, and constant factors multiply, as in TorchRay and
    /// zennit; else only what raises a sum has a share, and a factor passes all to what it multiplies.</param>
    public static RuleSet ExcitationBackprop(bool bias, bool signedSums) => Excitation("excitation-backprop", bias, signedSums, []);

    /// <summary>Excitation back-propagation of the unit against the class: the last layer with its signs turned.</summary>
    /// <param name="bias">As for <see cref="ExcitationBackprop"/>.</param>
    /// <param name="signedSums">As for <see cref="ExcitationBackprop"/>.</param>
    public static RuleSet ExcitationBackpropContrast(bool bias, bool signedSums) => Excitation(
        "excitation-backprop-contrast", bias, signedSums, [Last(bias ? LinearRules.ZPlusNegated : LinearRules.ExcitationNegated)]);

    private static RuleSet Excitation(string name, bool bias, bool signedSums, IReadOnlyList<Replacement> last) => Named(
        $"{name} {bias} {signedSums}",
        [
            .. last,
            Everywhere(bias ? LinearRules.ZPlus : LinearRules.Excitation),
            Sums(signedSums ? RelevanceRules.Norm : RaisingSums.Rule),
            Of(OperatorFamily.Elementwise, s => s.Derivative(s.Gradient)),
            Of(OperatorFamily.Scaling, signedSums ? s => s.Derivative(s.Gradient) : SingleParent.Rule),
        ]);

    // What follows the last layers belongs to the scores as a bias of theirs does: it keeps its share, and the sign of what a rule at the
    // last layers divides by is that of the relevance that arrives there.
    private static RuleSet Lrp(string name, params IReadOnlyList<Replacement> layers)
    {
        bool IgnoresSign(GraphFacts facts) => facts.LastLayers.Any(n => layers.First(l => l.Applies(n, facts)).IgnoresSign);
        var afterwards = new Replacement(
            (node, facts) => IsIn(OperatorFamily.Scaling, node, facts) && facts.IsAfterLayers(node) && !IsBias(node, facts)
                && node.Operator is not ("Identity" or "Dropout") && !IgnoresSign(facts),
            RelevanceRules.Norm);
        return Named(name, [.. layers, afterwards]) with { IsBuiltIn = true, IgnoresSign = IgnoresSign };
    }

    private static RuleSet Named(string name, params IReadOnlyList<Replacement> layers) =>
        new(name, [.. layers, .. RelevanceRules.All]) { IsBuiltIn = true, Prepare = BatchNormFolding.Apply };

    private static Replacement Everywhere(GradientRule rule) => new((node, facts) => facts.IsLinearLayer(node), rule);

    private static Replacement Convolutions(GradientRule rule) => new((node, facts) => facts.IsConvolution(node), rule);

    private static Replacement First(GradientRule rule) => new((node, facts) => facts.IsFirstLayer(node), rule);

    private static Replacement Last(GradientRule rule) => new((node, facts) => facts.IsLastLayer(node), rule);

    private static Replacement Ignoring(Replacement replacement) => replacement with { IgnoresSign = true };

    private static Replacement Sums(GradientRule rule) => Of(OperatorFamily.Averaging, rule);

    private static Replacement Of(OperatorFamily family, GradientRule rule) => new((node, facts) => IsIn(family, node, facts), rule);

    private static bool IsIn(OperatorFamily family, Node node, GraphFacts facts) =>
        node.Domain.Length == 0 && OperatorFamilies.Of(node, facts) == family;

    private static bool IsBias(Node node, GraphFacts facts) => facts.ProducerOf(node.Inputs[facts.DataInputs(node)[0]]) is { } layer
        && facts.IsLinearLayer(layer) && ReferenceEquals(facts.BiasAfter(layer), node);
}
