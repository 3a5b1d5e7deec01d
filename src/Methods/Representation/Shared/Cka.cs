namespace VisEval.Methods.Representation.Shared;

/// <summary>Centred kernel alignment of two layers from the scalar products of their images (Kornblith et al., 2019).</summary>
/// <remarks>
/// CKA = ⟨K̃, L̃⟩/√(⟨K̃, K̃⟩⟨L̃, L̃⟩), K̃ = HKH. Debiased (Székely, Rizzo, 2014; Nguyen et al., 2021): K̃ has a zero diagonal and
/// K_ij − m_i − m_j beside it, m_i = Σ_j K_ij/(n − 2) − Σ_ij K_ij/(2(n − 1)(n − 2)), the diagonal of K left out of both sums. Both are
/// 1 for a layer with itself and do not change when a layer is rotated or scaled; the debiased one may be negative.
/// </remarks>
internal static class Cka
{
    /// <summary>The fewest images of the debiased form.</summary>
    public const int LeastImages = 4;

    // What is left of a constant layer after centring is rounding.
    private const double Rounding = 1e-12;

    /// <summary>K̃ for <see cref="Alignment"/>; null where all images are the same to the layer.</summary>
    /// <param name="gram">K.</param>
    /// <param name="debiased">Which form.</param>
    public static GramMatrix? Prepared(GramMatrix gram, bool debiased)
    {
        var centred = gram.Centred();
        var (size, spread) = (0.0, 0.0);
        for (var i = 0; i < gram.Count; i++)
            (size, spread) = (size + Math.Abs(gram[i, i]), spread + Math.Abs(centred[i, i]));
        // The debiased form starts from centred rows, which change nothing but the rounding.
        return !(spread > Rounding * size) ? null : debiased ? Debiased(centred) : centred;
    }

    /// <summary>⟨K̃, L̃⟩/√(⟨K̃, K̃⟩⟨L̃, L̃⟩), held to [−1, 1]; NaN where one is zero everywhere.</summary>
    public static double Alignment(GramMatrix a, GramMatrix b) => Math.Clamp(
        GramMatrix.Product(a, b) / (Math.Sqrt(GramMatrix.Product(a, a)) * Math.Sqrt(GramMatrix.Product(b, b))), -1, 1);

    private static GramMatrix Debiased(GramMatrix gram)
    {
        var n = gram.Count;
        var (means, values) = (new double[n], new double[gram.Values.Length]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                means[i] += i == j ? 0 : gram[i, j] / (n - 2);
        var shift = means.Sum() / (2 * (n - 1));
        for (var i = 0; i < n; i++)
            means[i] -= shift;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                values[i * n + j] = i == j ? 0 : gram[i, j] - means[i] - means[j];
        return new GramMatrix(values, n);
    }
}
