using VisEval.Core;

namespace VisEval.Onnx.Models;

/// <summary>What one forward and backward pass from an inner tensor gives.</summary>
/// <param name="Value">The value of the tensor that was differentiated, N×….</param>
/// <param name="Gradients">The derivative with respect to every tensor asked for, N×….</param>
public sealed record TensorGradient(Tensor Value, IReadOnlyList<Tensor> Gradients);

/// <summary>What one forward and backward pass gives.</summary>
/// <param name="Scores">The scores of the forward pass.</param>
/// <param name="Values">The value of every tensor asked for, N×….</param>
/// <param name="Gradients">The derivative with respect to every tensor asked for, N×….</param>
public sealed record GradientResult(ClassScores Scores, IReadOnlyList<Tensor> Values, IReadOnlyList<Tensor> Gradients);
