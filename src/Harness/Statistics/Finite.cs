namespace VisEval.Harness.Statistics;

/// <summary>Numbers that a test can be made of.</summary>
internal static class Finite
{
    /// <summary>Refuses NaN and infinity: a missing value is left out or replaced before, never counted in.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static void Check(IEnumerable<double> values, string name)
    {
        foreach (var (place, value) in values.Index())
            if (!double.IsFinite(value))
                throw new ArgumentException($"Value {place} is {value}; leave missing values out.", name);
    }
}
