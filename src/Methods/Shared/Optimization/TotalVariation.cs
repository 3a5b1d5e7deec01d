namespace VisEval.Methods.Shared.Optimization;

/// <summary>Total variation of a plane: TV_β = Σ_ij ((m_{i+1,j} − m_ij)² + (m_{i,j+1} − m_ij)²)^{β/2}, differences beyond the
/// border 0 (Mahendran and Vedaldi, 2015).</summary>
internal static class TotalVariation
{
    /// <summary>The value.</summary>
    public static double Value(ReadOnlySpan<float> plane, int width, double beta)
    {
        var sum = 0.0;
        for (var i = 0; i < plane.Length; i++)
        {
            var (down, right) = Differences(plane, width, i);
            sum += Math.Pow(down * down + right * right, beta / 2);
        }
        return sum;
    }

    /// <summary>Adds weight · ∂TV_β/∂m; where both differences are 0, so is the derivative.</summary>
    public static void AddGradient(ReadOnlySpan<float> plane, int width, double beta, double weight, Span<float> gradient)
    {
        for (var i = 0; i < plane.Length; i++)
        {
            var (down, right) = Differences(plane, width, i);
            var square = down * down + right * right;
            if (square == 0)
                continue;
            var scale = weight * beta * Math.Pow(square, beta / 2 - 1);
            gradient[i] -= (float)(scale * (down + right));
            if (i + width < plane.Length)
                gradient[i + width] += (float)(scale * down);
            if (i % width + 1 < width)
                gradient[i + 1] += (float)(scale * right);
        }
    }

    private static (double Down, double Right) Differences(ReadOnlySpan<float> plane, int width, int i) => (
        i + width < plane.Length ? (double)plane[i + width] - plane[i] : 0,
        i % width + 1 < width ? (double)plane[i + 1] - plane[i] : 0);
}
