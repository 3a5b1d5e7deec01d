namespace VisEval.Methods.Shared.Optimization;

/// <summary>Gradient descent with momentum: v ← μ·v + (1 − d)·g, x ← x − η·v; the first v is g itself,
/// without dampening.</summary>
/// <param name="count">The number of parameters.</param>
/// <param name="rate">The learning rate η.</param>
/// <param name="momentum">μ.</param>
/// <param name="dampening">d.</param>
internal sealed class MomentumDescent(int count, double rate, double momentum, double dampening) : IDescent
{
    private readonly double[] _velocity = new double[count];
    private bool _started;

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient)
    {
        for (var i = 0; i < _velocity.Length; i++)
        {
            _velocity[i] = _started ? momentum * _velocity[i] + (1 - dampening) * gradient[i] : gradient[i];
            parameters[i] -= (float)(rate * _velocity[i]);
        }
        _started = true;
    }
}
