using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Sums and averages as layers with constant weights of their own: only what raises the sum gets relevance,
/// R_i = x⁺_i Σ_j ∂y_j/∂x_i · R_j / stab(y_j(x⁺)).</summary>
/// <remarks>Of summands that are never negative this is the share x_i/y. Of others, the share by the signed sum is not a probability:
/// 5 − 4.9 gives 50 and −49.</remarks>
internal static class RaisingSums
{
    private static readonly HashSet<string> OfAll = ["Add", "Sub", "Sum", "Mean"];

    internal static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var data = s.Facts.DataInputs(s.Node);
        // What else is computed from the data says where to look (the grid of GridSample); it is no summand.
        var summands = OfAll.Contains(s.Node.Operator) ? data : [.. data.Where(i => i == 0)];
        var lowers = s.Node.Operator == "Sub" ? 1 : -1;
        if (!summands.Contains(lowers) && summands.All(i => NonNegative.Holds(s.Node.Inputs[i], s.Facts)))
            return RelevanceRules.Norm(s);
        // Results of the last layers: each layer's own rule tells what raises them, whatever their sign. Two halves of −1 get half each.
        var part = s.Node.Operator is "Add" or "Sum" or "Mean" && s.Facts.IsAfterLayers(s.Node) ? "Abs" : "Relu";
        var raising = summands.Aggregate(s, (scope, i) => scope.WithInput(i, i == lowers
            ? s.Builder.Op("Min", [s.Input(i), s.Builder.Scalar(0)])
            : s.Input(i).Map(part)));
        return RelevanceRules.Norm(raising.Recomputed());
    }
}
