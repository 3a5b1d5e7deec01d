namespace VisEval.Core;

/// <summary>What a probability is made of: how the scores of a network are meant.</summary>
public enum ScoreKind
{
    /// <summary>One class of several: softmax probabilities p_c = exp(S_c)/Σ exp(S), which sum to 1.</summary>
    Softmax,

    /// <summary>Every class by itself (several labels an image, or one score for yes and no): p_c = 1/(1 + exp(−S_c)).</summary>
    Sigmoid,

    /// <summary>Numbers that are no class at all (regression): there is no probability.</summary>
    Linear,
}
