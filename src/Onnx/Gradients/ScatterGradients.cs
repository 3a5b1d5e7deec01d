using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Writing by indices: what was written over gets nothing, and what was written reads its derivative from its place.</summary>
internal static class ScatterGradients
{
    [GradientOf("ScatterElements")]
    internal static IReadOnlyList<Value> ScatterElements(GradientScope s)
    {
        var axis = ("axis", (object)s.Node.Int("axis"));
        return Scatter(
            s,
            zeros => s.Builder.Op("ScatterElements", [s.Gradient, s.Input(1), zeros], axis),
            () => s.Builder.Op("GatherElements", [s.Gradient, s.Input(1)], axis));
    }

    [GradientOf("ScatterND")]
    internal static IReadOnlyList<Value> ScatterND(GradientScope s) => Scatter(
        s,
        zeros => s.Builder.Op("ScatterND", [s.Gradient, s.Input(1), zeros]),
        () => s.Builder.Op("GatherND", [s.Gradient, s.Input(1)]));

    // One class: its value is on where the index points, and off elsewhere.
    [GradientOf("OneHot")]
    internal static IReadOnlyList<Value> OneHot(GradientScope s)
    {
        if (!s.Wanted[2])
            return [];
        var hot = s.Builder.Op(
            "OneHot", [s.Input(0), s.Input(1), s.Builder.Constant(Constant.Of([0, 1], 2))], ("axis", s.Node.Int("axis", -1)));
        var (all, on) = (Total(s.Gradient), Total(s.Gradient * hot));
        return [Value.None, Value.None, s.Builder.Op("Concat", [all - on, on], ("axis", 0L))];
    }

    private static IReadOnlyList<Value> Scatter(GradientScope s, Func<Value, Value> erase, Func<Value> read)
    {
        var reduction = s.Node.Text("reduction", "none");
        if (reduction is not ("none" or "add"))
            throw s.Refuse($"the reduction '{reduction}' is not covered; 'none' and 'add' are.");
        return
        [
            !s.Wanted[0] ? Value.None : reduction == "add" ? s.Gradient : erase(Indices.ZerosLike(s.Input(2))),
            Value.None,
            s.Wanted[2] ? read() : Value.None,
        ];
    }

    private static Value Total(Value x) => x.Map("ReduceSum", ("keepdims", 0L)).Reshape(1);
}
