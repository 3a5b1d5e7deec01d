namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>⟨a, b⟩·max(0.1, cos(a, b))^p of two vectors: large where a is long and lies along b (Olah et al., 2018).</summary>
internal static class DotTimesCosine
{
    private const double LeastCosine = 0.1;

    /// <summary>The value.</summary>
    public static double Value(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double power)
    {
        var (dot, square, otherSquare) = Products(a, b);
        return dot * Math.Pow(Math.Max(LeastCosine, Cosine(dot, square, otherSquare)), power);
    }

    /// <summary>Writes the derivative by a.</summary>
    public static void Derivative(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double power, Span<float> derivative)
    {
        var (dot, square, otherSquare) = Products(a, b);
        var cosine = Cosine(dot, square, otherSquare);
        var weight = Math.Pow(Math.Max(LeastCosine, cosine), power);
        // Below the least cosine the factor is constant.
        var turn = cosine > LeastCosine ? dot * power * Math.Pow(cosine, power - 1) : 0;
        var (byOther, byOwn) = turn == 0 ? (0, 0) : (turn / Math.Sqrt(square * otherSquare), turn * cosine / square);
        for (var i = 0; i < derivative.Length; i++)
            derivative[i] = (float)((weight + byOther) * b[i] - byOwn * a[i]);
    }

    private static double Cosine(double dot, double square, double otherSquare) =>
        square > 0 && otherSquare > 0 ? dot / Math.Sqrt(square * otherSquare) : 0;

    private static (double Dot, double Square, double OtherSquare) Products(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (dot, square, otherSquare) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            square += (double)a[i] * a[i];
            otherSquare += (double)b[i] * b[i];
        }
        return (dot, square, otherSquare);
    }
}
