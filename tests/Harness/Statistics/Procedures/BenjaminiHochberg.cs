using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>The false discovery rate's adjusted p-values (Benjamini, Hochberg, Journal of the Royal Statistical Society B, 1995).</summary>
/// <remarks>For exploring many numbers; a mark needs <see cref="Holm"/>, which bounds the chance of a single false one.</remarks>
public static class BenjaminiHochberg
{
    /// <summary>Step-up adjusted p-values in the given order: min over j ≥ i of min(1, m·p₍ⱼ₎/j), p₍ⱼ₎ the j-th
    /// smallest.</summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> probabilities)
    {
        var adjusted = new double[probabilities.Count];
        var smallest = 1.0;
        foreach (var (place, index) in Enumerable.Range(0, probabilities.Count).OrderByDescending(i => probabilities[i]).Index())
        {
            smallest = Math.Min(smallest, probabilities.Count * probabilities[index] / (probabilities.Count - place));
            adjusted[index] = smallest;
        }
        return adjusted;
    }

    /// <summary>As above; a test that could not be made has no p, stays null and is no member of the family.</summary>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> probabilities) => Family.Adjust(probabilities, Adjust);
}
