using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>One explanation: of an image, for a class.</summary>
/// <param name="Image">The explained image, normalised, 1×C×H×W.</param>
/// <param name="Target">The class the explanation is for.</param>
/// <param name="Attribution">The explanation as the method defines it.</param>
/// <param name="Map">The explanation as one value a pixel at the input's size.</param>
public sealed record Explanation(Tensor Image, int Target, Attribution Attribution, SaliencyMap Map);
