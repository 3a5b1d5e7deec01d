using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>How far a mask is from one of 0s and 1s with a given share of 1s: the mean of (sort(m) − r)², r = 0, …, 0, 1, …, 1 (Fong,
/// Patrick and Vedaldi, 2019).</summary>
/// <remarks>Equal values are compared with the mean of their places in r, so that the derivative does not depend on the order in which they
/// are sorted: a new mask has many. The value is then that of the sorted order, up to the choice among equals.</remarks>
/// <param name="count">The number of values.</param>
/// <param name="area">The share of 1s in r.</param>
internal sealed class AreaPenalty(int count, double area)
{
    private readonly float[] _sorted = new float[count];
    private readonly int _zeros = (int)(count * (1 - area));

    /// <summary>Adds weight · ∂penalty/∂m.</summary>
    public void AddGradient(ReadOnlySpan<float> mask, double weight, Span<float> gradient)
    {
        var (threshold, share) = Threshold(mask);
        for (var i = 0; i < count; i++)
        {
            var reference = mask[i] > threshold ? 1 : mask[i] < threshold ? 0 : share;
            gradient[i] += (float)(weight * 2 * (mask[i] - reference) / count);
        }
    }

    /// <summary>The penalty.</summary>
    public double Value(ReadOnlySpan<float> mask)
    {
        mask.CopyTo(_sorted);
        FloatOrder.Sort(_sorted);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += Math.Pow(_sorted[i] - (i < _zeros ? 0 : 1), 2);
        return sum / count;
    }

    // The value at the step of r, and the share of 1s among the values equal to it.
    private (float Threshold, double Share) Threshold(ReadOnlySpan<float> mask)
    {
        if (_zeros == count)
            return (float.PositiveInfinity, 0);
        mask.CopyTo(_sorted);
        FloatOrder.Sort(_sorted);
        var threshold = _sorted[_zeros];
        var first = _sorted.AsSpan().IndexOf(threshold);
        var equal = _sorted.AsSpan(first).LastIndexOf(threshold) + 1;
        return (threshold, (double)(first + equal - _zeros) / equal);
    }
}
