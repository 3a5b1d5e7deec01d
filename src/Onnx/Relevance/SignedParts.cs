using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>What raises the results of a linear layer and what lowers them, apart: x⁺w⁺ + x⁻w⁻ and −(x⁺w⁻ + x⁻w⁺), both
/// not negative; the bias is in neither.</summary>
internal sealed class SignedParts
{
    private readonly LinearLayer _layer;
    private readonly Value _positive;
    private readonly Value _negative;
    private readonly Value _raising;
    private readonly Value _lowering;

    public SignedParts(LinearLayer layer)
    {
        _layer = layer;
        (_positive, _negative) = (Above(layer.Input), Below(layer.Input));
        (_raising, _lowering) = (Above(layer.Weight), Below(layer.Weight));
        Raised = layer.Forward(_positive, _raising) + layer.Forward(_negative, _lowering);
        Lowered = -(layer.Forward(_positive, _lowering) + layer.Forward(_negative, _raising));
    }

    /// <summary>z⁺_j, the sum of what raises each result.</summary>
    public Value Raised { get; }

    /// <summary>z⁻_j ≥ 0, the sum of what lowers it.</summary>
    public Value Lowered { get; }

    /// <summary>Σ_j (what input i raises j by)·signal_j.</summary>
    public Value OfRaising(Value signal) =>
        _positive * _layer.Backward(signal, _raising) + _negative * _layer.Backward(signal, _lowering);

    /// <summary>Σ_j (what input i lowers j by)·signal_j.</summary>
    public Value OfLowering(Value signal) =>
        -(_positive * _layer.Backward(signal, _lowering) + _negative * _layer.Backward(signal, _raising));

    /// <summary>max(v, 0).</summary>
    public static Value Above(Value v) => v.Map("Relu");

    /// <summary>min(v, 0).</summary>
    public static Value Below(Value v) => v.Builder.Op("Min", [v, v.Builder.Scalar(0)]);

    /// <summary>a/b, 0 where b is 0.</summary>
    public static Value Quotient(Value a, Value b)
    {
        var (zero, one) = (b.Builder.Scalar(0), b.Builder.Scalar(1));
        var nothing = b.Builder.Op("Equal", [b, zero]);
        return zero.Where(nothing, a / one.Where(nothing, b));
    }
}
