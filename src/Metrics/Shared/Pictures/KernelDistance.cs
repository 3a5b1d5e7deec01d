namespace VisEval.Metrics.Shared.Pictures;

/// <summary>The squared maximum mean discrepancy of two sets of vectors, without bias.</summary>
internal static class KernelDistance
{
    /// <summary>mean_{i≠j} k(x_i, x_j) + mean_{i≠j} k(y_i, y_j) − 2 mean k(x_i, y_j) with k(x, y) = (x·y/d + 1)³; may be
    /// negative.</summary>
    /// <param name="one">At least two vectors.</param>
    /// <param name="other">At least two vectors of the same length.</param>
    public static double Of(IReadOnlyList<double[]> one, IReadOnlyList<double[]> other) =>
        Within(one) + Within(other) - 2 * one.Average(x => other.Average(y => Kernel(x, y)));

    private static double Within(IReadOnlyList<double[]> vectors)
    {
        var sum = 0.0;
        for (var i = 0; i < vectors.Count; i++)
            for (var j = 0; j < i; j++)
                sum += Kernel(vectors[i], vectors[j]);
        return 2 * sum / ((double)vectors.Count * (vectors.Count - 1));
    }

    private static double Kernel(double[] x, double[] y)
    {
        var product = 0.0;
        for (var i = 0; i < x.Length; i++)
            product += x[i] * y[i];
        var root = product / x.Length + 1;
        return root * root * root;
    }
}
