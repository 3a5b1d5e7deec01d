using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>A layer y = L(x; W) + b with constant W and b: a convolution or matrix product and the bias in it or added right
/// after it.</summary>
/// <remarks>Every rule for such layers is made of L with changed inputs, weights and bias, and of its transpose in x. What is computed from
/// constants alone is folded by the runtime when the program is loaded.</remarks>
internal sealed class LinearLayer
{
    private readonly GradientScope _scope;
    private readonly Node _node;
    private readonly int _data;
    private readonly bool _addsBiasAfter;

    private LinearLayer(GradientScope scope)
    {
        _scope = scope;
        _data = scope.Facts.DataInputs(scope.Node)[0];
        // A Gemm's factors belong to its weights and bias.
        _node = scope.Node.Without("alpha", "beta");
        Weight = Scaled(scope.Input(1 - _data), scope.Node.Float("alpha", 1));
        var after = scope.Facts.BiasAfter(scope.Node);
        _addsBiasAfter = after is not null;
        Output = after is null ? scope.Output() : scope.Builder.Existing(after.Outputs[0]);
        Bias = after is not null ? scope.Builder.Existing(after.Inputs[1 - scope.Facts.DataInputs(after)[0]])
            : scope.Node.HasInput(2) ? Scaled(scope.Input(2), scope.Node.Float("beta", 1))
            : Value.None;
    }

    /// <summary>The layer at a node for which <see cref="GraphFacts.IsLinearLayer"/> holds.</summary>
    public static LinearLayer Of(GradientScope scope) => new(scope);

    /// <summary>x.</summary>
    public Value Input => _scope.Input(_data);

    /// <summary>W.</summary>
    public Value Weight { get; }

    /// <summary>b, or none.</summary>
    public Value Bias { get; }

    /// <summary>y, with the bias.</summary>
    public Value Output { get; }

    /// <summary>The relevance that arrives.</summary>
    public Value Relevance => _scope.Gradient;

    /// <summary>Whether x can never be negative.</summary>
    public bool InputIsNonNegative => NonNegative.Holds(_node.Inputs[_data], _scope.Facts);

    /// <summary>Ones in the shape of one image's x.</summary>
    public Value Ones()
    {
        var tensor = _node.Inputs[_data];
        long[] shape = [.. Enumerable.Range(0, _scope.InputShape(_data).Length).Select(a => _scope.Shapes.Fixed(tensor, a) ?? 1)];
        return _scope.Builder.Op("ConstantOfShape", [_scope.Builder.Ints(shape)], ("value", Constant.Of([1f], 1)));
    }

    /// <summary>L(x; weight) + bias.</summary>
    public Value Forward(Value x, Value weight, Value bias = default)
    {
        List<Value> inputs = _data == 0 ? [x, weight] : [weight, x];
        if (bias != Value.None && !_addsBiasAfter)
            inputs.Add(bias);
        var result = _scope.Builder.Op(_node.Operator, inputs, [.. _node.Attributes.Select(a => (a.Key, a.Value))]);
        return bias != Value.None && _addsBiasAfter ? result + bias : result;
    }

    /// <summary>Lᵀ(signal; weight): the derivative of Σ signal·L(x; weight) with respect to x.</summary>
    public Value Backward(Value signal, Value weight) =>
        ((_scope with { Node = _node }).WithInput(1 - _data, weight) with { Wanted = [.. _node.Inputs.Select((_, i) => i == _data)] })
            .Derivative(signal)[_data];

    /// <summary>Sums of the shape of y, kept from zero.</summary>
    public Value Guard(Value z) => LinearRules.Guard(z, _scope.OutputShape().Length);

    /// <summary>The rule's result: this for x, nothing for the others.</summary>
    public IReadOnlyList<Value> Result(Value relevance) => _data == 0 ? [relevance] : [Value.None, relevance];

    private static Value Scaled(Value value, float factor) => factor == 1 ? value : value * factor;
}
