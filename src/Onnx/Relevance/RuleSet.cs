using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>The backward rules of a pass: the standard gradient table with entries replaced.</summary>
/// <param name="Name">The name; part of the key under which a backward program is kept, so unique.</param>
/// <param name="Replacements">In order: the first that applies to a node gives its rule; others get the derivative.</param>
public sealed record RuleSet(string Name, IReadOnlyList<Replacement> Replacements)
{
    /// <summary>The exact derivative.</summary>
    public static RuleSet Standard { get; } = new("gradient", []);

    /// <summary>Guided back-propagation: R·1[x&gt;0]·1[R&gt;0] at every ReLU (Springenberg et al., 2014).</summary>
    public static RuleSet GuidedBackpropagation { get; } =
        new("guided-backprop", [new Replacement(node => node.Operator == "Relu", GuidedRules.Relu)]);

    /// <summary>The rule of a node, or null where nobody wrote one.</summary>
    public GradientEntry? For(Node node)
    {
        foreach (var replacement in Replacements)
            if (replacement.Applies(node))
                return new GradientEntry(replacement.Rule);
        return node.Domain.Length == 0 ? GradientTable.Standard.GetValueOrDefault(node.Operator) : null;
    }
}

/// <summary>One replaced entry of the gradient table.</summary>
/// <param name="Applies">Which nodes it is for.</param>
/// <param name="Rule">The rule they get.</param>
public sealed record Replacement(Func<Node, bool> Applies, GradientRule Rule);
