using System.Globalization;
using VisEval.Core;

namespace VisEval.Cli.Checking;

/// <summary>What the values of an input, and the model's answer to it, say about preprocessing.</summary>
internal static class ImageRemarks
{
    // Normalized pictures hardly leave ±5.
    private const float LargestNormalised = 10;

    /// <summary>Sentences for a person.</summary>
    /// <param name="image">The image the user gave, or null for noise.</param>
    /// <param name="scores">The model's answer.</param>
    /// <param name="probabilities">Whether the model gives probabilities itself.</param>
    public static IEnumerable<string> Of(Tensor? image, ClassScores scores, bool probabilities)
    {
        var (low, high) = image is null ? (0f, 0f) : (image.Values.Min(), image.Values.Max());
        if (high > LargestNormalised)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The input goes from {low:0.##} to {high:0.##}: if that is 0…255, is it meant to be? ")
                + "Most networks take normalized values.";
        var raw = probabilities ? scores.Probabilities : scores.Logits;
        if (!scores.IsFinite(0))
            yield break;
        if (image is null && raw.Values.Distinct().Count() == 1)
            yield return "All classes get the same score for noise; the input may be far outside what the model expects.";
        var top = scores.ProbabilityOrNaN(0, scores.Top1(0));
        if (image is not null && top > 0.9999f)
            yield return $"The model is almost certain (class {scores.Top1(0)}): saturated probabilities make deletion and insertion "
                + "insensitive, or the input is scaled wrongly.";
        if (!probabilities && ScoreDoubt.Of(raw) is { } doubt)
            yield return doubt;
    }
}
