namespace VisEval.Onnx.Engine;

/// <summary>Whether two computations of the same numbers agree up to rounding.</summary>
internal static class Agreement
{
    /// <summary>What <see cref="Holds"/> allows: sums in another order differ by about 10⁻⁶ of the largest number.</summary>
    public const float Tolerance = 1e-4f;

    /// <summary>Whether no number differs by more than 10⁻⁴ of the largest finite one expected; what is not finite must be the
    /// same.</summary>
    public static bool Holds(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected) =>
        actual.Length == expected.Length && Difference(actual, expected) <= Tolerance;

    /// <summary>The largest difference of two numbers, as a part of the largest finite one expected: 0 where all are equal, ∞ where one is
    /// not finite and the other is not the same, or nothing but zeros was expected.</summary>
    public static double Difference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var (scale, largest) = (0.0, 0.0);
        foreach (var value in expected)
            scale = float.IsFinite(value) ? Math.Max(scale, Math.Abs((double)value)) : scale;
        for (var i = 0; i < actual.Length; i++)
            if (!actual[i].Equals(expected[i]))
                largest = Math.Max(largest, Math.Abs((double)actual[i] - expected[i]) is var by && double.IsFinite(by)
                    ? by
                    : double.PositiveInfinity);
        return largest == 0 ? 0 : largest / scale;
    }
}
