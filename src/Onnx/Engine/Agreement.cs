namespace VisEval.Onnx.Engine;

/// <summary>Whether two computations of the same numbers agree up to rounding.</summary>
internal static class Agreement
{
    // Sums in another order differ by about 1e-6 of the largest number.
    private const float Tolerance = 1e-4f;

    /// <summary>Whether no number differs by more than 10⁻⁴ of the largest finite one expected; what is not finite must be the
    /// same.</summary>
    public static bool Holds(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        if (actual.Length != expected.Length)
            return false;
        var scale = 0f;
        foreach (var value in expected)
            scale = float.IsFinite(value) ? MathF.Max(scale, MathF.Abs(value)) : scale;
        for (var i = 0; i < actual.Length; i++)
            if (!actual[i].Equals(expected[i]) && !(MathF.Abs(actual[i] - expected[i]) <= Tolerance * scale))
                return false;
        return true;
    }
}
