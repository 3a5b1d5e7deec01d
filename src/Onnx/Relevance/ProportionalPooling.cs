using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>A max-pooling that passes what arrives back in proportion to the values of its window, R_i = x_i Σ_j R_j/(Σ_{k in window j}
/// x_k + ε), the proportional redistribution of RectGrad (Kim et al., 2019).</summary>
/// <remarks>For values that are not negative; ε = 10⁻¹⁰ times the size of the window, as in the authors' code.</remarks>
internal static class ProportionalPooling
{
    private const float Stabilizer = 1e-10f;

    internal static Replacement Replacement { get; } = new(
        (node, _) => node.Domain.Length == 0 && node.Operator is "MaxPool" or "GlobalMaxPool" && node.Outputs.Count(o => o.Length > 0) == 1,
        Rule);

    private static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var average = s.Node.Operator == "GlobalMaxPool"
            ? s.Node with { Operator = "GlobalAveragePool" }
            : (s.Node with { Operator = "AveragePool" }).Without("storage_order").With("count_include_pad", 1L);
        var averaged = (s with { Node = average with { Outputs = [average.Outputs[0]] }, Arriving = [s.Gradient] }).Recomputed();
        return [s.Input(0) * averaged.Derivative(s.Gradient / (averaged.Output() + Stabilizer))[0]];
    }
}
