namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>Red, green and blue from three numbers that are uncorrelated over natural images: rgb = M̂·c (Olah, Mordvintsev and Schubert,
/// 2017).</summary>
/// <remarks>M·Mᵀ is the covariance of the colours of ImageNet, M̂ = M / (its largest column norm).</remarks>
internal static class ColourMix
{
    private const double LargestColumn = 0.46194986;

    private static readonly double[,] Matrix =
    {
        { 0.26 / LargestColumn, 0.09 / LargestColumn, 0.02 / LargestColumn },
        { 0.27 / LargestColumn, 0, -0.05 / LargestColumn },
        { 0.27 / LargestColumn, -0.09 / LargestColumn, 0.03 / LargestColumn },
    };

    private static readonly double[,] Inverse = InverseOf(Matrix);

    /// <summary>M̂ at every place of the first three planes, in place; further planes stay.</summary>
    public static void Mix(Span<float> planes, int plane) => Apply(planes, plane, (r, c) => Matrix[r, c]);

    /// <summary>M̂ᵀ, in place.</summary>
    public static void Transpose(Span<float> planes, int plane) => Apply(planes, plane, (r, c) => Matrix[c, r]);

    /// <summary>M̂⁻¹, in place.</summary>
    public static void Unmix(Span<float> planes, int plane) => Apply(planes, plane, (r, c) => Inverse[r, c]);

    private static void Apply(Span<float> planes, int plane, Func<int, int, double> entry)
    {
        var m = new double[9];
        for (var i = 0; i < m.Length; i++)
            m[i] = entry(i / 3, i % 3);
        for (var i = 0; i < plane; i++)
        {
            double a = planes[i], b = planes[plane + i], c = planes[2 * plane + i];
            planes[i] = (float)(m[0] * a + m[1] * b + m[2] * c);
            planes[plane + i] = (float)(m[3] * a + m[4] * b + m[5] * c);
            planes[2 * plane + i] = (float)(m[6] * a + m[7] * b + m[8] * c);
        }
    }

    private static double[,] InverseOf(double[,] m)
    {
        double Minor(int r, int c) =>
            m[(r + 1) % 3, (c + 1) % 3] * m[(r + 2) % 3, (c + 2) % 3] - m[(r + 1) % 3, (c + 2) % 3] * m[(r + 2) % 3, (c + 1) % 3];
        var determinant = Enumerable.Range(0, 3).Sum(c => m[0, c] * Minor(0, c));
        var inverse = new double[3, 3];
        for (var r = 0; r < 3; r++)
            for (var c = 0; c < 3; c++)
                inverse[r, c] = Minor(c, r) / determinant;
        return inverse;
    }
}
