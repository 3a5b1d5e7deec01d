namespace VisEval.Methods.Shared.Optimization;

/// <summary>Descent with steps of one size: x ← x − η·g/mean|g|; no step where g is 0.</summary>
/// <param name="rate">The learning rate η.</param>
internal sealed class NormalizedDescent(double rate) : IDescent
{
    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient)
    {
        var sum = 0.0;
        foreach (var value in gradient)
            sum += Math.Abs(value);
        if (sum == 0)
            return;
        var scale = rate * gradient.Length / sum;
        for (var i = 0; i < gradient.Length; i++)
            parameters[i] -= (float)(scale * gradient[i]);
    }
}
