using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>What is optimised, and the planes C×H×W that it stands for.</summary>
internal interface IPlaneMap
{
    /// <summary>The number of parameters.</summary>
    int Count { get; }

    /// <summary>Where an optimisation starts.</summary>
    float[] Start(RandomSource random);

    /// <summary>The planes of parameters.</summary>
    void Apply(ReadOnlySpan<float> parameters, Span<float> planes);

    /// <summary>The derivative by the parameters, of one by the planes: the adjoint of the derivative of <see cref="Apply"/>.</summary>
    void Transpose(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradient, Span<float> result);
}
