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
                ? transA == 0 ? Product(s, s.Gradient, s.Input(1), 0, 1 - transB, alpha) : Product(s, s.Input(1), s.Gradient, transB, 1, alpha)
                : Value.None,
            s.Wanted[1]
                ? transB == 0 ? Product(s, s.Input(0), s.Gradient, 1 - transA, 0, alpha) : Product(s, s.Gradient, s.Input(0), 1, transA, alpha)
                : Value.None,
            s.Wanted.Count > 2 && s.Wanted[2] ? s.SumTo(s.Gradient * s.Node.Float("beta", 1), 2) : Value.None,
        ];
    }

    private static Value Product(GradientScope s, Value a, Value b, long transA, long transB, float alpha) =>
        s.Builder.Op("Gemm", [a, b], ("transA", transA), ("transB", transB), ("alpha", alpha));

    // Matrices in the last two axes, broadcast over the others.
    [GradientOf("MatMul")]
    internal static IReadOnlyList<Value> MatMul(GradientScope s)
    {
        var (a, b) = (s.InputShape(0), s.InputShape(1));
        if (a.Length < 2 || b.Length < 2)
            throw s.Refuse("products with a one-dimensional tensor have no rule.");
        return
        [
            s.Wanted[0] ? Lead(s, s.Gradient.MatMul(Turn(s.Input(1), b.Length)), 0) : Value.None,
            s.Wanted[1] ? Lead(s, Turn(s.Input(0), a.Length).MatMul(s.Gradient), 1) : Value.None,
        ];
    }

    private static Value Turn(Value matrix, int rank) =>
        matrix.Transpose([.. Enumerable.Range(0, rank - 2).Select(a => (long)a), rank - 1, rank - 2]);

    // Sums over the leading axes along which an operand was broadcast.
    private static Value Lead(GradientScope s, Value gradient, int input)
    {
        var (full, own) = (s.OutputShape(), s.InputShape(input));
        var lead = full.Length - own.Length;
        long[] stretched = [.. Enumerable.Range(lead, own.Length - 2).Where(a => own[a - lead] == 1 && full[a] != 1).Select(a => (long)a)];
        if (stretched.Length > 0)
            gradient = gradient.Sum(keep: true, stretched);
        return lead > 0 ? gradient.Sum(keep: false, [.. Enumerable.Range(0, lead).Select(a => (long)a)]) : gradient;
    }
}
