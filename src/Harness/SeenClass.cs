namespace VisEval.Harness;

/// <summary>What a network says of one class.</summary>
/// <param name="Class">The class, from 0.</param>
/// <param name="Name">Its name; null where nothing names it.</param>
/// <param name="Logit">The score before the softmax or sigmoid.</param>
/// <param name="Probability">The probability; null where the scores are none.</param>
public sealed record SeenClass(int Class, string? Name, double Logit, double? Probability);
