namespace VisEval.Onnx.Relevance;

/// <summary>The backward rules of a pass: the standard gradient table with entries replaced.</summary>
/// <param name="Name">The name; part of the key under which a backward program is kept.</param>
public sealed record RuleSet(string Name)
{
    /// <summary>The exact derivative.</summary>
    public static RuleSet Standard { get; } = new("gradient");

    /// <summary>Guided back-propagation: R·1[x&gt;0]·1[R&gt;0] at every ReLU (Springenberg et al., 2014).</summary>
    public static RuleSet GuidedBackpropagation { get; } = new("guided-backprop");
}
