using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Operators whose result is one of their elements.</summary>
internal static class SelectionGradients
{
    [GradientOf("Where", Broadcasts = true)]
    internal static IReadOnlyList<Value> Where(GradientScope s)
    {
        var zero = s.Builder.Scalar(0);
        return
        [
            Value.None,
            s.Wanted[1] ? Gates.Choose(s.Gradient, s.Input(0)) : Value.None,
            s.Wanted[2] ? zero.Where(s.Input(0), s.Gradient) : Value.None,
        ];
    }

    // Equal extremes share the derivative evenly, constants included: half of it passes max(x, 0) at 0.
    [GradientOf("Max", Broadcasts = true)]
    [GradientOf("Min", Broadcasts = true)]
    internal static IReadOnlyList<Value> Extreme(GradientScope s)
    {
        if (s.Node.Inputs.Count == 1)
            return [s.Gradient];
        var winners = s.Node.Inputs.Select((_, i) => s.Builder.Op("Equal", [s.Input(i), s.Output()])).ToList();
        var share = s.Gradient / s.Builder.Op("Sum", [.. winners.Select(w => w.ToFloat())]);
        return [.. winners.Select((w, i) => s.Wanted[i] ? Gates.Choose(share, w) : Value.None)];
    }

    // Each derivative goes back to where its value was found; the indices carry none.
    [GradientOf("TopK")]
    internal static IReadOnlyList<Value> TopK(GradientScope s)
    {
        if (s.Gradient == Value.None)
            return [];
        var zeros = s.Builder.Op("ConstantOfShape", [s.Input(0).Shape()], ("value", Constant.Of([0f], 1)));
        return [s.Builder.Op("ScatterElements", [zeros, s.Output(1), s.Gradient], ("axis", s.Node.Int("axis", -1)))];
    }
}
