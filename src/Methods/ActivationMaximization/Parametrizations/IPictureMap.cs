using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Parametrizations;

/// <summary>What is optimised, and the picture that it stands for.</summary>
internal interface IPictureMap
{
    /// <summary>The number of parameters.</summary>
    int Count { get; }

    /// <summary>Where an optimisation starts.</summary>
    float[] Start(RandomSource random);

    /// <summary>The picture of parameters, C·H·W.</summary>
    void Apply(ReadOnlySpan<float> parameters, Span<float> picture);

    /// <summary>The derivative by the parameters, of one by the picture.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="picture">Their picture.</param>
    /// <param name="gradient">The derivative by the picture.</param>
    /// <param name="result">Receives the derivative by the parameters.</param>
    void Transpose(ReadOnlySpan<float> parameters, ReadOnlySpan<float> picture, ReadOnlySpan<float> gradient, Span<float> result);
}
