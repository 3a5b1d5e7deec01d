using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>What the score tensor of a network holds.</summary>
/// <param name="Kind">How the scores are meant.</param>
/// <param name="AreProbabilities">Whether it holds probabilities, without logits behind them.</param>
public readonly record struct ScoreMeaning(ScoreKind Kind, bool AreProbabilities);

/// <summary>How a backward pass starts: from the seed, which weighs a score of every class, to the derivative by the network's own
/// score tensor.</summary>
/// <param name="seed">The weight of every class's score.</param>
/// <param name="scores">The network's score tensor.</param>
/// <param name="classes">The axis of the classes.</param>
/// <param name="meaning">What the score tensor holds.</param>
public delegate Value ScoreStart(Value seed, Value scores, long classes, ScoreMeaning meaning);

/// <summary>The scores a pass can start from.</summary>
internal static class ScoreStarts
{
    // The smallest normal float, where the logarithm of a probability is cut: see ClassScores.
    internal const float Tiny = 1.17549435e-38f;

    /// <summary>The score tensor itself: S_c.</summary>
    public static Value Score(Value seed, Value scores, long classes, ScoreMeaning meaning) => seed;

    /// <summary>½Σ(S − seed)².</summary>
    public static Value Distance(Value seed, Value scores, long classes, ScoreMeaning meaning) => scores - seed;

    /// <summary>The value of the score tensor: relevance, which is the score itself at the output.</summary>
    public static Value OwnScore(Value seed, Value scores, long classes, ScoreMeaning meaning) => seed * scores;

    /// <summary>|S_c|.</summary>
    public static Value Magnitude(Value seed, Value scores, long classes, ScoreMeaning meaning) => seed * scores.Map("Abs");

    /// <summary>p_n/Σ p over the classes n that the seed does not name; 0 where every class stands by itself.</summary>
    /// <remarks>A softmax over the others alone: 1 − p of a class that is nearly certain has no digits left in 32 bits.</remarks>
    public static Value Others(Value seed, Value scores, long classes, ScoreMeaning meaning)
    {
        var builder = seed.Builder;
        if (meaning.Kind != ScoreKind.Softmax)
            return seed * builder.Scalar(0);
        var named = seed.Map("Abs") > 0;
        if (!meaning.AreProbabilities)
            return builder.Scalar(float.NegativeInfinity).Where(named, scores).Map("Softmax", ("axis", classes));
        var others = builder.Scalar(0).Where(named, builder.Op("Max", [scores, builder.Scalar(Tiny)]));
        return others / others.Sum(keep: true, classes);
    }

    /// <summary>The log-odds ln(p_t/(1 − p_t)): 1 at the class t of the seed, −p_n/(1 − p_t) at every other; where every class stands
    /// by itself they are its logit.</summary>
    public static Value LogOdds(Value seed, Value scores, long classes, ScoreMeaning meaning) =>
        seed - Others(seed, scores, classes, meaning);

    /// <summary>max_c S_c, whatever the seed: the class is chosen in the pass itself; of equal scores the first.</summary>
    public static Value FirstChoice(Value seed, Value scores, long classes, ScoreMeaning meaning)
    {
        var builder = scores.Builder;
        var choice = scores.Map("ArgMax", ("axis", classes), ("keepdims", 0L));
        var count = scores.Map("Shape", ("start", classes), ("end", classes + 1));
        return builder.Op("OneHot", [choice, count, builder.Constant(Constant.Of([0, 1], 2))], ("axis", classes));
    }

    /// <summary>p_c: ∂p_c/∂S_j = p_c (1[j=c] − p_j) of a softmax, p_c (1 − p_c) 1[j=c] of a sigmoid.</summary>
    public static Value Probability(Value seed, Value scores, long classes, ScoreMeaning meaning)
    {
        if (meaning.AreProbabilities)
            return seed;
        if (meaning.Kind == ScoreKind.Sigmoid)
            return seed * scores.Map("Sigmoid") * Complement(scores);
        var p = Softmax(scores, classes, meaning);
        return p * (seed - (p * seed).Sum(keep: true, classes));
    }

    /// <summary>ln p_c: ∂ln p_c/∂S_j = 1[j=c] − p_j of a softmax, (1 − p_c) 1[j=c] of a sigmoid.</summary>
    public static Value LogProbability(Value seed, Value scores, long classes, ScoreMeaning meaning)
    {
        if (meaning.AreProbabilities)
            return seed / seed.Builder.Op("Max", [scores, seed.Builder.Scalar(Tiny)]);
        return meaning.Kind == ScoreKind.Sigmoid
            ? seed * Complement(scores)
            : seed - Softmax(scores, classes, meaning) * seed.Sum(keep: true, classes);
    }

    // 1 − 1/(1 + exp(−S)) with all its digits.
    private static Value Complement(Value scores) => scores.Map("Neg").Map("Sigmoid");

    private static Value Softmax(Value scores, long classes, ScoreMeaning meaning) => meaning.Kind == ScoreKind.Softmax
        ? scores.Map("Softmax", ("axis", classes))
        : throw ClassScores.NoProbability();
}
