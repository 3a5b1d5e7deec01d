namespace VisEval.Methods.Shared.Optimization;

/// <summary>NAdam, Adam with Nesterov's momentum: x ← x − η·(μ_{t+1}·m/(1 − Πμ_{1…t+1}) + (1 − μ_t)·g/(1 − Πμ_{1…t}))/(√v̂ + ε),
/// μ_t = β₁(1 − ½·0.96^{0.004t}) (Dozat, 2016).</summary>
/// <remarks>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, as in PyTorch.</remarks>
/// <param name="count">The number of parameters.</param>
/// <param name="rate">The learning rate η.</param>
internal sealed class Nadam(int count, double rate) : IDescent
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] _mean = new double[count];
    private readonly double[] _square = new double[count];
    private double _product = 1;
    private int _steps;

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient)
    {
        _steps++;
        var (momentum, next) = (Momentum(_steps), Momentum(_steps + 1));
        _product *= momentum;
        var (ofMean, ofGradient) = (next / (1 - _product * next), (1 - momentum) / (1 - _product));
        var squareScale = 1 / (1 - Math.Pow(Beta2, _steps));
        for (var i = 0; i < _mean.Length; i++)
        {
            double g = gradient[i];
            _mean[i] = Beta1 * _mean[i] + (1 - Beta1) * g;
            _square[i] = Beta2 * _square[i] + (1 - Beta2) * g * g;
            parameters[i] -= (float)(rate * (ofMean * _mean[i] + ofGradient * g) / (Math.Sqrt(_square[i] * squareScale) + Epsilon));
        }
    }

    private static double Momentum(int step) => Beta1 * (1 - 0.5 * Math.Pow(0.96, 0.004 * step));
}
