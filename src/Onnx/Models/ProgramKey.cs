namespace VisEval.Onnx.Models;

/// <summary>What a program answers; two questions with equal keys are answered by the same program.</summary>
/// <param name="Recipe">The network.</param>
/// <param name="Rules">The identity of the rules of the backward pass; null for a forward program.</param>
/// <param name="Tensors">What is asked for: values, or values and derivatives.</param>
/// <param name="From">The inner tensor that is differentiated; null for the scores.</param>
internal sealed record ProgramKey(NetworkRecipe Recipe, object? Rules, ValueList<string> Tensors, string? From = null);
