using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>What a forward and a backward pass give, as tensors of a graph; see <see cref="Models.GradientResult"/>.</summary>
/// <param name="Values">The value of every tensor asked for, N×….</param>
/// <param name="Gradients">The derivative by every tensor asked for, N×….</param>
public sealed record GraphGradient(IReadOnlyList<Value> Values, IReadOnlyList<Value> Gradients);
