namespace VisEval.Methods.Attention;

/// <summary>Attention (or its relevance) times its derivative, head by head.</summary>
internal static class HeadProduct
{
    /// <summary>a ⊙ g.</summary>
    public static float[] Of(ReadOnlySpan<float> a, ReadOnlySpan<float> g)
    {
        var product = new float[a.Length];
        for (var i = 0; i < product.Length; i++)
            product[i] = a[i] * g[i];
        return product;
    }

    /// <summary>max(0, a ⊙ g).</summary>
    public static float[] Positive(ReadOnlySpan<float> a, ReadOnlySpan<float> g)
    {
        var product = Of(a, g);
        foreach (ref var value in product.AsSpan())
            value = MathF.Max(value, 0);
        return product;
    }
}
