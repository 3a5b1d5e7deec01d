using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Operators that let no derivative through: steps, decisions, positions, shapes, drawn numbers.</summary>
internal static class ZeroGradients
{
    [GradientOf("Floor")]
    [GradientOf("Ceil")]
    [GradientOf("Round")]
    [GradientOf("Sign")]
    [GradientOf("Hardmax")]
    [GradientOf("Equal")]
    [GradientOf("Less")]
    [GradientOf("LessOrEqual")]
    [GradientOf("Greater")]
    [GradientOf("GreaterOrEqual")]
    [GradientOf("And")]
    [GradientOf("Or")]
    [GradientOf("Xor")]
    [GradientOf("Not")]
    [GradientOf("IsNaN")]
    [GradientOf("IsInf")]
    [GradientOf("ArgMax")]
    [GradientOf("ArgMin")]
    [GradientOf("NonZero")]
    [GradientOf("Shape")]
    [GradientOf("Size")]
    [GradientOf("ConstantOfShape")]
    [GradientOf("EyeLike")]
    [GradientOf("RandomUniformLike")]
    [GradientOf("RandomNormalLike")]
    [GradientOf("Bernoulli")]
    internal static IReadOnlyList<Value> Nothing(GradientScope s) => [];

    /// <summary>Whether the derivative of an operator of the standard domain is 0 wherever it exists.</summary>
    internal static bool Holds(string op) => GradientTable.Standard.GetValueOrDefault(op)?.Rule == Nothing;
}
