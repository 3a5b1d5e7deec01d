namespace VisEval.Core;

/// <summary>The outputs of a classifier for a batch: a logit and a probability for every image and class.</summary>
/// <remarks>Logit and probability are distinct and always named; a network that ends in a softmax has no logits of its own,
/// then <see cref="Logits"/> holds the logarithm of the probability, which differs from a logit by a constant per image.</remarks>
public sealed class ClassScores
{
    private ClassScores(Tensor logits, Tensor probabilities) => (Logits, Probabilities) = (logits, probabilities);

    /// <summary>N×C scores before the softmax.</summary>
    public Tensor Logits { get; }

    /// <summary>N×C softmax probabilities, each row sums to 1.</summary>
    public Tensor Probabilities { get; }

    /// <summary>The number of images.</summary>
    public int Count => Logits.BatchSize;

    /// <summary>Scores from N×C logits; probabilities by softmax in double precision.</summary>
    public static ClassScores FromLogits(Tensor logits)
    {
        var probabilities = Tensor.Zeros(logits.Shape);
        for (var i = 0; i < logits.BatchSize; i++)
            Softmax(logits.Item(i), probabilities.Item(i));
        return new ClassScores(logits, probabilities);
    }

    /// <summary>Scores from N×C probabilities; the logit is ln p (p clamped to the smallest normal float).</summary>
    public static ClassScores FromProbabilities(Tensor probabilities)
    {
        var logits = Tensor.Zeros(probabilities.Shape);
        for (var i = 0; i < logits.Length; i++)
            logits.Values[i] = MathF.Log(MathF.Max(probabilities.Values[i], 1.17549435e-38f));
        return new ClassScores(logits, probabilities);
    }

    /// <summary>The logit of class <paramref name="target"/> for image <paramref name="image"/>.</summary>
    public float Logit(int image, int target) => Logits.Item(image)[target];

    /// <summary>The softmax probability of class <paramref name="target"/> for image <paramref name="image"/>.</summary>
    public float Probability(int image, int target) => Probabilities.Item(image)[target];

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
    /// are none.</summary>
    public bool IsFinite(int image) => SpanMath.AreFinite(Probabilities.Item(image));

    /// <summary>What is wrong with scores that are not finite: part of a sentence.</summary>
    public string NotFinite(int image)
    {
        var row = Logits.Item(image);
        var first = 0;
        while (first < row.Length - 1 && float.IsFinite(row[first]))
            first++;
        return FormattableString.Invariant($"the network's scores are not finite (class {first}: {row[first]})");
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
