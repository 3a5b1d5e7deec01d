namespace VisEval.Core;

/// <summary>The outputs of a classifier for a batch: a logit and a probability for every image and class.</summary>
/// <remarks>Logit and probability are distinct and always named. A network that ends in a softmax without logits of its own has as
/// <see cref="Logits"/> the logarithm of the probability, which differs from a logit by a constant per image; one that ends in sigmoids
/// has ln(p/(1 − p)), which is the logit.</remarks>
public sealed class ClassScores
{
    // The smallest normal float: where the logarithm of a probability is cut.
    private const float Tiny = 1.17549435e-38f;

    private readonly Tensor? _probabilities;

    private ClassScores(ScoreKind kind, Tensor logits, Tensor? probabilities) =>
        (Kind, Logits, _probabilities) = (kind, logits, probabilities);

    /// <summary>How the scores are meant.</summary>
    public ScoreKind Kind { get; }

    /// <summary>N×C scores before the softmax or the sigmoid.</summary>
    public Tensor Logits { get; }

    /// <summary>Whether the scores have probabilities: all but <see cref="ScoreKind.Linear"/> ones.</summary>
    public bool HasProbabilities => _probabilities is not null;

    /// <summary>N×C probabilities in [0, 1]; of <see cref="ScoreKind.Softmax"/> each row sums to 1.</summary>
    /// <exception cref="NotApplicableException">The scores are no classes, so that there are none.</exception>
    public Tensor Probabilities => _probabilities ?? throw NoProbability();

    /// <summary>The number of images.</summary>
    public int Count => Logits.BatchSize;

    /// <summary>Scores from N×C logits; probabilities by softmax or sigmoid in double precision.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="kind">How they are meant.</param>
    public static ClassScores FromLogits(Tensor logits, ScoreKind kind = ScoreKind.Softmax)
    {
        if (kind == ScoreKind.Linear)
            return new ClassScores(kind, logits, null);
        var probabilities = Tensor.Zeros(logits.Shape);
        for (var i = 0; i < logits.BatchSize; i++)
            if (kind == ScoreKind.Softmax)
                Softmax(logits.Item(i), probabilities.Item(i));
            else
                Sigmoid(logits.Item(i), probabilities.Item(i));
        return new ClassScores(kind, logits, probabilities);
    }

    /// <summary>Scores from N×C probabilities; the logit is ln p of a softmax and ln(p/(1 − p)) of a sigmoid (p and 1 − p clamped to
    /// the smallest normal float).</summary>
    /// <param name="probabilities">The probabilities.</param>
    /// <param name="kind">What they are made by.</param>
    public static ClassScores FromProbabilities(Tensor probabilities, ScoreKind kind = ScoreKind.Softmax)
    {
        static float Logarithm(float p) => MathF.Log(MathF.Max(p, Tiny));
        var logits = Tensor.Zeros(probabilities.Shape);
        for (var i = 0; i < logits.Length; i++)
        {
            var p = probabilities.Values[i];
            logits.Values[i] = kind == ScoreKind.Sigmoid ? Logarithm(p) - Logarithm(1 - p) : Logarithm(p);
        }
        return new ClassScores(kind, logits, probabilities);
    }

    /// <summary>The logit of class <paramref name="target"/> for image <paramref name="image"/>.</summary>
    public float Logit(int image, int target) => Logits.Item(image)[target];

    /// <summary>The probability of class <paramref name="target"/> for image <paramref name="image"/>.</summary>
    /// <exception cref="NotApplicableException">The scores are no classes.</exception>
    public float Probability(int image, int target) => Probabilities.Item(image)[target];

    /// <summary>The same, or NaN where the scores are no classes: for what is read only if somebody asks for it.</summary>
    public float ProbabilityOrNaN(int image, int target) => HasProbabilities ? Probability(image, target) : float.NaN;

    /// <summary>The class with the highest logit for image <paramref name="image"/>; the lowest index wins a tie.</summary>
    public int Top1(int image)
    {
        var row = Logits.Item(image);
        var best = 0;
        for (var c = 1; c < row.Length; c++)
            if (row[c] > row[best])
                best = c;
        return best;
    }

    /// <summary>Whether an image has a probability for every class. A logit of −∞ is one of 0; NaN, +∞, or −∞ for all,
    /// are none. Of scores that are no classes, whether all are finite.</summary>
    public bool IsFinite(int image) => SpanMath.AreFinite((_probabilities ?? Logits).Item(image));

    /// <summary>What is wrong with scores that are not finite: part of a sentence.</summary>
    public string NotFinite(int image)
    {
        var row = Logits.Item(image);
        var first = 0;
        while (first < row.Length - 1 && float.IsFinite(row[first]))
            first++;
        return FormattableString.Invariant($"the network's scores are not finite (class {first}: {row[first]})");
    }

    /// <summary>What is thrown where somebody asks for the probability of what is no class.</summary>
    public static NotApplicableException NoProbability() => new(
        "no-probability",
        "The network's scores are no classes (\"scoreKind\": \"linear\"), so that nothing has a probability; follow the score itself "
        + "(option score=logit).");

    private static void Sigmoid(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        for (var c = 0; c < logits.Length; c++)
            probabilities[c] = float.IsPositiveInfinity(logits[c]) ? float.NaN : (float)(1 / (1 + Math.Exp(-(double)logits[c])));
    }

    private static void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var max = float.NegativeInfinity;
        foreach (var logit in logits)
            max = MathF.Max(max, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp((double)logit - max);
        for (var c = 0; c < logits.Length; c++)
            probabilities[c] = (float)(Math.Exp((double)logits[c] - max) / sum);
    }
}
