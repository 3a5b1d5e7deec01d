namespace VisEval.Harness.Statistics;

/// <summary>One claim that needs several others to hold: better than every control (Berger, Technometrics, 1982).</summary>
internal static class IntersectionUnion
{
    /// <summary>The largest p: the claim holds at a level where each part does, without a correction. Null where a part could not be
    /// tested, or there is none: nothing is shown then.</summary>
    public static double? Of(IEnumerable<double?> parts)
    {
        double? largest = null;
        foreach (var part in parts)
        {
            if (part is null)
                return null;
            largest = Math.Max(largest ?? 0, part.Value);
        }
        return largest;
    }
}
