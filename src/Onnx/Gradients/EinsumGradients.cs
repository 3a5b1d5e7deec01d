using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Products of tensors by subscripts.</summary>
internal static class EinsumGradients
{
    // The derivative by an operand is again an einsum: the subscripts of that operand and of the result change places.
    // "ab,bc->ac" gives "ac,bc->ab" by the first operand.
    [GradientOf("Einsum")]
    internal static IReadOnlyList<Value> Einsum(GradientScope s)
    {
        var subscripts = Subscripts.Of(s);
        return [.. subscripts.Operands.Select((_, i) => s.Wanted[i] ? ByOperand(s, subscripts, i) : Value.None)];
    }

    private static Value ByOperand(GradientScope s, Subscripts subscripts, int operand)
    {
        var own = subscripts.Operands[operand];
        var others = Enumerable.Range(0, subscripts.Operands.Count).Where(i => i != operand).ToList();
        List<(string Subscripts, long[] Shape)> from =
            [(subscripts.Result, s.OutputShape()), .. others.Select(i => (subscripts.Operands[i], s.InputShape(i)))];
        var known = string.Concat(own.Where(c => from.Any(f => f.Subscripts.Contains(c, StringComparison.Ordinal))));
        var gradient = s.Builder.Op(
            "Einsum",
            [s.Gradient, .. others.Select(s.Input)],
            ("equation", $"{string.Join(',', from.Select(f => f.Subscripts))}->{known}"));
        if (known.Length < own.Length)
            gradient = s.Builder
                .Op("Unsqueeze", [gradient, s.Builder.Ints([.. Axes(own, (c, _) => !known.Contains(c, StringComparison.Ordinal))])]);

        // Where the operand has length 1 and was broadcast, sums; where only the operand has the full length, the derivative is the
        // same all along the axis.
        long Length(char c) => from.Max(f => f.Subscripts.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? f.Shape[at] : 1);
        var shape = s.InputShape(operand);
        long[] stretched = [.. Axes(own, (c, axis) => shape[axis] == 1 && Length(c) > 1)];
        if (stretched.Length > 0)
            gradient = gradient.Sum(keep: true, stretched);
        return Axes(own, (c, axis) => shape[axis] > 1 && Length(c) == 1).Any()
            ? s.Builder.Op("Expand", [gradient, s.Input(operand).Shape()])
            : gradient;
    }

    private static IEnumerable<long> Axes(string subscripts, Func<char, int, bool> condition) =>
        Enumerable.Range(0, subscripts.Length).Where(axis => condition(subscripts[axis], axis)).Select(axis => (long)axis);

    /// <summary>The equation of an Einsum, with a letter for every axis.</summary>
    private sealed record Subscripts(IReadOnlyList<string> Operands, string Result)
    {
        private const string Ellipsis = "...";

        public static Subscripts Of(GradientScope s)
        {
            var sides = s.Node.Text("equation").Replace(" ", "", StringComparison.Ordinal).Split("->");
            var operands = sides[0].Split(',');
            // Letters the equation does not use stand for the axes an ellipsis hides, counted from the last.
            var hidden = operands
                .Select((o, i) => o.Contains(Ellipsis, StringComparison.Ordinal) ? s.InputShape(i).Length - (o.Length - 3) : 0).ToArray();
            var free = string.Concat(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".Where(c => !sides[0].Contains(c, StringComparison.Ordinal)));
            var letters = free[..hidden.Max()];
            var full = operands.Select((o, i) => o.Replace(Ellipsis, letters[^hidden[i]..], StringComparison.Ordinal)).ToList();
            if (full.Any(o => o.Distinct().Count() != o.Length))
                throw s.Refuse("its equation repeats a subscript within one operand.");
            var result = sides.Length > 1 ? sides[1].Replace(Ellipsis, letters, StringComparison.Ordinal) : Implicit(sides[0], letters);
            return new Subscripts(full, result);
        }

        // Without an arrow: the hidden axes, then in alphabetical order the subscripts that occur once.
        private static string Implicit(string operands, string letters) =>
            letters + string.Concat(operands.Where(char.IsLetter).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order());
    }
}
