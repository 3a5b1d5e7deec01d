namespace VisEval.Core;

/// <summary>What the scores of a network say against being taken for logits.</summary>
public static class ScoreDoubt
{
    // Sums of probabilities in 32 bits, of up to some 10,000 classes.
    private const double Agreement = 1e-3;

    /// <summary>A sentence where no score is negative and those of every image sum to 1 (or to 100), as probabilities do; else
    /// null.</summary>
    /// <param name="scores">N×classes, taken for logits.</param>
    public static string? Of(Tensor scores)
    {
        if (scores.BatchSize == 0 || scores.Values.Any(v => v is not >= 0))
            return null;
        foreach (var (whole, unit) in new[] { (1.0, "1"), (100.0, "100 (percent)") })
            if (Enumerable.Range(0, scores.BatchSize).All(i => Math.Abs(Sum(scores.Item(i)) / whole - 1) < Agreement))
                return $"The scores are positive and sum to {unit} like probabilities, but no softmax was found before them; they are "
                    + "treated as logits, so that a second softmax is taken wherever a probability is needed. If they are probabilities, "
                    + "let the network end in the numbers before they became probabilities, or in their logarithm.";
        return null;
    }

    private static double Sum(ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        foreach (var value in row)
            sum += value;
        return sum;
    }
}
