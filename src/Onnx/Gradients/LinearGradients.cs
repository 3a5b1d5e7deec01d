using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Matrix products.</summary>
internal static class LinearGradients
{
    // Y = α·A'·B' + β·C with A' and B' possibly transposed.
    [GradientOf("Gemm")]
    internal static IReadOnlyList<Value> Gemm(GradientScope s)
    {
        var (transA, transB) = (s.Node.Int("transA"), s.Node.Int("transB"));
        var alpha = s.Node.Float("alpha", 1);
        return
        [
            s.Wanted[0]
                ? transA == 0 ? Product(s.Gradient, s.Input(1), 0, 1 - transB, alpha) : Product(s.Input(1), s.Gradient, transB, 1, alpha)
                : Value.None,
            s.Wanted[1]
                ? transB == 0 ? Product(s.Input(0), s.Gradient, 1 - transA, 0, alpha) : Product(s.Gradient, s.Input(0), 1, transA, alpha)
                : Value.None,
            s.Wanted.Count > 2 && s.Wanted[2] ? s.SumTo(s.Gradient * s.Node.Float("beta", 1), 2) : Value.None,
        ];
    }

    // Matrices in the last two axes, broadcast over the others; a vector is a row on the left and a column on the right.
    [GradientOf("MatMul")]
    internal static IReadOnlyList<Value> MatMul(GradientScope s)
    {
        var (row, column) = (s.InputShape(0).Length == 1, s.InputShape(1).Length == 1);
        var left = row ? s.Input(0).Reshape(1, -1) : s.Input(0);
        var right = column ? s.Input(1).Reshape(-1, 1) : s.Input(1);
        long[] lost = [.. row ? [-2L] : Array.Empty<long>(), .. column ? [-1L] : Array.Empty<long>()];
        var g = lost.Length == 0 ? s.Gradient : s.Builder.Op("Unsqueeze", [s.Gradient, s.Builder.Ints(lost)]);
        var (a, b) = (Math.Max(2, s.InputShape(0).Length), Math.Max(2, s.InputShape(1).Length));
        return
        [
            s.Wanted[0] ? Own(s, g.MatMul(Turn(right, b)), 0) : Value.None,
            // Against one matrix for all, one product sums over the rows of all.
            !s.Wanted[1] ? Value.None
                : b == 2 && a > 2
                ? Product(Rows(left, s.InputShape(0)[^1]), Rows(g, column ? 1 : s.InputShape(1)[1]), 1, 0, 1).ReshapeLike(s.Input(1))
                : Own(s, Turn(left, a).MatMul(g), 1),
        ];
    }

    private static Value Product(Value a, Value b, long transA, long transB, float alpha) =>
        a.Builder.Op("Gemm", [a, b], ("transA", transA), ("transB", transB), ("alpha", alpha));

    private static Value Rows(Value matrices, long width) => matrices.Reshape(-1, width);

    private static Value Turn(Value matrix, int rank) =>
        matrix.Transpose([.. Enumerable.Range(0, rank - 2).Select(a => (long)a), rank - 1, rank - 2]);

    // Sums over the leading axes along which an operand was broadcast, and makes it a vector again if it was one.
    private static Value Own(GradientScope s, Value gradient, int input)
    {
        var own = s.InputShape(input);
        var matrixAxes = Enumerable.Range(0, 2).Count(i => s.InputShape(i).Length > 1);
        var full = s.OutputShape()[..^matrixAxes];
        var lead = full.Length - Math.Max(0, own.Length - 2);
        long[] stretched =
            [.. Enumerable.Range(lead, full.Length - lead).Where(a => own[a - lead] == 1 && full[a] != 1).Select(a => (long)a)];
        if (stretched.Length > 0)
            gradient = gradient.Sum(keep: true, stretched);
        if (lead > 0)
            gradient = gradient.Sum(keep: false, [.. Enumerable.Range(0, lead).Select(a => (long)a)]);
        return own.Length == 1 ? gradient.Reshape(-1) : gradient;
    }
}
