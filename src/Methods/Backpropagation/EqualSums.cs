using VisEval.Core;

namespace VisEval.Methods.Backpropagation;

/// <summary>Relevance for a class minus relevance for its contrast, each scaled to a sum of magnitude 1: R/|ΣR| − D/|ΣD|.</summary>
/// <remarks>Free of the scale and the sign of what either pass started with: a common factor, such as a negative logit, would exchange
/// the two.</remarks>
internal static class EqualSums
{
    /// <summary>Subtracts, image by image, in place of the first; where one of them has no relevance, nothing is left of it.</summary>
    public static void Subtract(Tensor relevance, Tensor contrast)
    {
        for (var i = 0; i < relevance.BatchSize; i++)
        {
            var own = relevance.Item(i);
            var other = contrast.Item(i);
            var (ofOwn, ofOther) = (Inverse(own), Inverse(other));
            for (var k = 0; k < own.Length; k++)
                own[k] = (float)(own[k] * ofOwn - other[k] * ofOther);
        }
    }

    private static double Inverse(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum == 0 ? 0 : 1 / Math.Abs(sum);
    }
}
