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

    /// <summary>What is said of scores that are never seen to leave 0…1.</summary>
    public const string WithinUnit = "The scores of black images and of noise, however large, never leave 0…1, as probabilities do not; "
        + "but no softmax or sigmoid was found before them: they are treated as logits, so that a second one is taken wherever a "
        + "probability is needed. If they are probabilities, let the network end in the numbers before they became probabilities, or in "
        + "their logarithm; if they are numbers, state \"scoreKind\": \"linear\" in the JSON file beside the "
        + "model, if logits, \"softmax\" or \"sigmoid\".";

    /// <summary>Whether every score lies in 0…1; of a <see cref="ScoreKind.Sigmoid"/> pair for no and yes, those of yes.</summary>
    /// <param name="scores">N×classes, taken for logits.</param>
    /// <param name="kind">How they are taken.</param>
    public static bool AreWithinUnit(Tensor scores, ScoreKind kind)
    {
        for (var i = 0; i < scores.BatchSize; i++)
        {
            var row = scores.Item(i);
            foreach (var score in kind == ScoreKind.Sigmoid ? row[^1..] : row)
                if (score is not (>= 0 and <= 1))
                    return false;
        }
        return true;
    }

    private static double Sum(ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        foreach (var value in row)
            sum += value;
        return sum;
    }
}
