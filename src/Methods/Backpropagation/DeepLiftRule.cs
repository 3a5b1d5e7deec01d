using VisEval.Core;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>DeepLIFT's rule at activations.</summary>
[About("How activations pass differences on: as a whole, or what raises and what lowers their input apart, everywhere or after matrix "
    + "products only.")]
internal enum DeepLiftRule
{
    /// <summary>The slope from the reference to the image.</summary>
    Rescale,

    /// <summary>What raises and what lowers the input has a slope of its own; the rescale rule where no linear layer stands right
    /// before.</summary>
    RevealCancel,

    /// <summary>RevealCancel after matrix products, rescale after convolutions: the authors' default for genomics.</summary>
    Genomics,
}

/// <summary>The rule sets behind the names.</summary>
internal static class DeepLiftRuleExtensions
{
    /// <summary>The rules of the pass.</summary>
    public static RuleSet Rules(this DeepLiftRule rule) => rule switch
    {
        DeepLiftRule.Rescale => RuleSet.DeepLift,
        DeepLiftRule.RevealCancel => RuleSet.DeepLiftRevealCancel(convolutions: true),
        DeepLiftRule.Genomics => RuleSet.DeepLiftRevealCancel(convolutions: false),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
    };
}
