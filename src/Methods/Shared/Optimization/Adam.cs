namespace VisEval.Methods.Shared.Optimization;

/// <summary>Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − η·m̂/(√v̂ + ε) with
/// m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) (Kingma and Ba, 2015).</summary>
/// <remarks>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, the values of the paper.</remarks>
/// <param name="count">The number of parameters.</param>
/// <param name="rate">The learning rate η.</param>
internal sealed class Adam(int count, double rate) : IDescent
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] _mean = new double[count];
    private readonly double[] _square = new double[count];
    private int _steps;

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient)
    {
        _steps++;
        var (meanScale, squareScale) = (1 / (1 - Math.Pow(Beta1, _steps)), 1 / (1 - Math.Pow(Beta2, _steps)));
        for (var i = 0; i < _mean.Length; i++)
        {
            double g = gradient[i];
            _mean[i] = Beta1 * _mean[i] + (1 - Beta1) * g;
            _square[i] = Beta2 * _square[i] + (1 - Beta2) * g * g;
            parameters[i] -= (float)(rate * _mean[i] * meanScale / (Math.Sqrt(_square[i] * squareScale) + Epsilon));
        }
    }
}
