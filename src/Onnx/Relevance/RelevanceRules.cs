using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>How relevance goes through everything that is not a linear layer with weights.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Family</term><description>Rule</description></listheader>
/// <item><term>activations, a constant factor or summand, batch normalization that cannot be folded, division by a norm, softmax</term>
/// <description>Relevance passes unchanged.</description></item>
/// <item><term>sums of several tensors, averages, interpolation, norms</term><description>R_i = x_i·∂y_j/∂x_i·R_j/stab(y_j),
/// summed over j.</description></item>
/// <item><term>moving, choosing and copying elements, maxima</term><description>The derivative: relevance goes where the value came
/// from.</description></item>
/// <item><term>product of two tensors</term><description>The signal takes all, the gate nothing (Arras et al., 2017);
/// see <see cref="SignalAndGate"/>.</description></item>
/// <item><term>quotient of two tensors</term><description>The numerator takes all: the denominator is a norm.</description></item>
/// <item><term>matrix product of two tensors</term><description>Attention weights (a softmax) are constants (Ali et al., 2022);
/// otherwise both factors get x·∂y/∂x·R/stab(y), halved (Achtibat et al., 2024).</description></item>
/// <item><term>layer, instance, group normalization</term><description>The standard deviation is a constant (Ali et al., 2022), what
/// remains is the linear map c = x − mean x: R_i = x_i·∂c_j/∂x_i·R_j/stab(c_j).</description></item>
/// </list>
/// </remarks>
internal static class RelevanceRules
{
    private static readonly IReadOnlyDictionary<OperatorFamily, GradientRule> ByFamily = new Dictionary<OperatorFamily, GradientRule>
    {
        [OperatorFamily.Scaling] = Pass,
        [OperatorFamily.Elementwise] = Pass,
        [OperatorFamily.Norming] = Pass,
        [OperatorFamily.Softmax] = Pass,
        [OperatorFamily.Averaging] = Norm,
        [OperatorFamily.Reducing] = Norm,
        [OperatorFamily.Product] = SignalAndGate.Rule,
        [OperatorFamily.Quotient] = Numerator,
        [OperatorFamily.Bilinear] = Attention,
        [OperatorFamily.Centring] = Centred,
        [OperatorFamily.Linear] = LinearRules.Epsilon(LinearRules.Stabilizer),
    };

    /// <summary>The rule for every node of every family but those whose relevance follows the derivative.</summary>
    internal static IReadOnlyList<Replacement> All { get; } =
    [
        .. ByFamily.Select(f => new Replacement(
            (node, facts) => node.Domain.Length == 0 && OperatorFamilies.Of(node, facts) == f.Key, f.Value)),
    ];

    internal static IReadOnlyList<Value> Pass(GradientScope s)
    {
        var data = s.Facts.DataInputs(s.Node)[0];
        return Only(data, s.SumTo(s.Gradient, data));
    }

    internal static IReadOnlyList<Value> Norm(GradientScope s) => Contributions(
        s, s.Gradient / LinearRules.Guard(s.Output(), s.OutputShape().Length));

    private static IReadOnlyList<Value> Numerator(GradientScope s) => [s.SumTo(s.Gradient, 0)];

    private static IReadOnlyList<Value> Attention(GradientScope s)
    {
        var signal = s.Gradient / LinearRules.Guard(s.Output(), s.OutputShape().Length);
        var weights = Enumerable.Range(0, 2).Where(i => SignalAndGate.ComesFromSoftmax(s.Node.Inputs[i], s.Facts)).ToList();
        return weights is [var only]
            ? [.. Contributions(s, signal).Select((r, i) => i == only ? Value.None : r)]
            : Contributions(s, signal * 0.5f);
    }

    private static IReadOnlyList<Value> Centred(GradientScope s)
    {
        var grouped = Centring.Of(s);
        var x = grouped.Together(s.Input(0));
        var signal = grouped.Together(s.Gradient) / LinearRules.Guard(grouped.Centred(x), grouped.Rank);
        return [grouped.Apart(x * grouped.Centred(signal))];
    }

    // x_i·(∂y/∂x_i)ᵀ·signal for every input.
    private static IReadOnlyList<Value> Contributions(GradientScope s, Value signal) =>
        [.. s.Derivative(signal).Select((derivative, i) => derivative == Value.None ? derivative : derivative * s.Input(i))];

    private static IReadOnlyList<Value> Only(int input, Value value) => [.. Enumerable.Repeat(Value.None, input), value];
}
