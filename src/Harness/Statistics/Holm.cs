namespace VisEval.Harness.Statistics;

/// <summary>Holm's correction for several tests at once (Scandinavian Journal of Statistics, 1979).</summary>
internal static class Holm
{
    /// <summary>Step-down adjusted p-values in the given order.</summary>
    /// <remarks>max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎), p₍ⱼ₎ the j-th smallest.</remarks>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> probabilities)
    {
        var adjusted = new double[probabilities.Count];
        var largest = 0.0;
        foreach (var (place, index) in Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).Index())
        {
            largest = Math.Max(largest, Math.Min(1, (probabilities.Count - place) * probabilities[index]));
            adjusted[index] = largest;
        }
        return adjusted;
    }

    /// <summary>As above; a test that could not be made has no p, stays null and is no member of the family.</summary>
    /// <remarks>Only for a reason that does not depend on which way the test would go: too few images, no control.</remarks>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> probabilities) => Family.Adjust(probabilities, Adjust);
}
