using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Joining tensors and cutting them apart.</summary>
internal static class JoiningGradients
{
    [GradientOf("Concat")]
    internal static IReadOnlyList<Value> Concat(GradientScope s)
    {
        var axis = s.Axis(s.Node.Int("axis"));
        if (s.Node.Inputs.Any(i => s.Shapes.Fixed(i, axis) is null))
            return SplitByShapes(s, axis);
        var parts = new List<Value>();
        var start = 0L;
        for (var i = 0; i < s.Node.Inputs.Count; i++)
        {
            var length = s.InputShape(i)[axis];
            parts.Add(s.Wanted[i] ? s.Gradient.Slice(axis, start, start + length) : Value.None);
            start += length;
        }
        return parts;
    }

    [GradientOf("Split")]
    internal static IReadOnlyList<Value> Split(GradientScope s)
    {
        var parts = Enumerable.Range(0, s.Arriving.Count).Where(i => s.Node.Outputs[i].Length > 0);
        var axis = s.Axis(s.Node.Int("axis"));
        if (s.Node.Outputs.All(o => o.Length > 0))
            return [s.Builder.Op("Concat", [.. parts.Select(i => Part(s, i))], ("axis", (long)axis))];
        throw s.Refuse("one of its outputs has no name, so its length is not known.");
    }

    private static Value Part(GradientScope s, int i) => s.Arriving[i] == Value.None ? Indices.ZerosLike(s.Output(i)) : s.Arriving[i];

    // The lengths along the axis depend on the batch: they are read from the inputs.
    private static IReadOnlyList<Value> SplitByShapes(GradientScope s, int axis)
    {
        var lengths = s.Node.Inputs.Select((_, i) => s.Input(i).Map("Shape", ("start", (long)axis), ("end", axis + 1L))).ToList();
        return s.Builder.Op("Split", lengths.Count, [s.Gradient, s.Builder.Op("Concat", lengths, ("axis", 0L))], ("axis", (long)axis));
    }
}
