using System.Runtime.Intrinsics;

namespace VisEval.Methods.Representation.Shared;

/// <summary>A symmetric matrix over images, n×n row-major in double precision, and its centring.</summary>
/// <param name="Values">n·n values.</param>
/// <param name="Count">n.</param>
internal sealed record GramMatrix(double[] Values, int Count)
{
    /// <summary>The entry of two images.</summary>
    public double this[int i, int j] => Values[i * Count + j];

    /// <summary>A row.</summary>
    public ReadOnlySpan<double> Row(int i) => Values.AsSpan(i * Count, Count);

    /// <summary>⟨x_i, x_j⟩ of rows of one length.</summary>
    public static GramMatrix Of(float[][] rows, ParallelOptions options)
    {
        var n = rows.Length;
        var values = new double[n * n];
        Parallel.For(0, n, options, i =>
        {
            for (var j = 0; j <= i; j++)
                values[i * n + j] = values[j * n + i] = Dot(rows[i], rows[j]);
        });
        return new GramMatrix(values, n);
    }

    /// <summary>⟨a, b⟩ in double precision, added in eight lanes on every machine, so that the digits do not depend on it.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (low, high, i) = (Vector256<double>.Zero, Vector256<double>.Zero, 0);
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (aLow, aHigh) = Vector256.Widen(Vector256.Create(a[i..]));
            var (bLow, bHigh) = Vector256.Widen(Vector256.Create(b[i..]));
            low += aLow * bLow;
            high += aHigh * bHigh;
        }
        var sum = Vector256.Sum(low + high);
        for (; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }

    /// <summary>HKH, H = I − 11ᵀ/n: the scalar products of centred rows.</summary>
    public GramMatrix Centred()
    {
        var means = Means();
        var mean = means.Average();
        var values = new double[Values.Length];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < Count; j++)
                values[i * Count + j] = this[i, j] - means[i] - means[j] + mean;
        return new GramMatrix(values, Count);
    }

    /// <summary>The matrix of some images only.</summary>
    public GramMatrix Of(IReadOnlyList<int> images)
    {
        var values = new double[images.Count * images.Count];
        for (var i = 0; i < images.Count; i++)
            for (var j = 0; j < images.Count; j++)
                values[i * images.Count + j] = this[images[i], images[j]];
        return new GramMatrix(values, images.Count);
    }

    /// <summary>‖x_i − x_j‖² = K_ii + K_jj − 2K_ij, never negative.</summary>
    public GramMatrix SquaredDistances()
    {
        var values = new double[Values.Length];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < Count; j++)
                values[i * Count + j] = i == j ? 0 : Math.Max(0, this[i, i] + this[j, j] - 2 * this[i, j]);
        return new GramMatrix(values, Count);
    }

    /// <summary>Σ_ij K_ij L_ij.</summary>
    public static double Product(GramMatrix a, GramMatrix b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Values.Length; i++)
            sum += a.Values[i] * b.Values[i];
        return sum;
    }

    private double[] Means()
    {
        var means = new double[Count];
        for (var i = 0; i < Count; i++)
            foreach (var value in Row(i))
                means[i] += value / Count;
        return means;
    }
}
