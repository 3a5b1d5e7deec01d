using VisEval.Core;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods;

/// <summary>Which score of the target class a method explains.</summary>
public enum ClassScore
{
    /// <summary>The score before the softmax, S_c.</summary>
    Logit,

    /// <summary>The softmax probability, p_c.</summary>
    Probability,
}

/// <summary>Reads the chosen score.</summary>
internal static class ClassScoreExtensions
{
    /// <summary>The rules with which a gradient starts from this score.</summary>
    public static RuleSet Rules(this ClassScore score) => score == ClassScore.Probability ? RuleSet.OfProbability : RuleSet.Standard;

    /// <summary>The score of class <paramref name="target"/> for image <paramref name="image"/> of a batch.</summary>
    public static float Of(this ClassScores scores, ClassScore score, int image, int target) =>
        score == ClassScore.Logit ? scores.Logit(image, target) : scores.Probability(image, target);
}
