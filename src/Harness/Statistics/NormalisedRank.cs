namespace VisEval.Harness.Statistics;

/// <summary>Ranks that mean the same in fields of different size.</summary>
internal static class NormalisedRank
{
    /// <summary>(r − ½)/k, in (0, 1); its mean over a complete field is ½ whatever k.</summary>
    /// <param name="rank">1 to k; ties share the mean.</param>
    /// <param name="field">k: all competitors that were ranked, controls included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not in [1, k].</exception>
    public static double Of(double rank, int field) => rank >= 1 && rank <= field
        ? (rank - 0.5) / field
        : throw new ArgumentOutOfRangeException(nameof(rank), rank, $"A rank among {field} lies in [1, {field}].");

    /// <summary>By method, the mean over the fields it is ranked in; null where there is none.</summary>
    /// <param name="fields">By field, one rank a method; null where the method is not in it. k is the number of ranks there.</param>
    public static IReadOnlyList<double?> Mean(IReadOnlyList<IReadOnlyList<double?>> fields)
    {
        if (fields.Count == 0)
            return [];
        int[] sizes = [.. fields.Select(f => f.Count(r => r is not null))];
        return
        [
            .. Enumerable.Range(0, fields[0].Count).Select(method => fields.Zip(sizes)
                .Select(f => f.First[method] is { } rank ? Of(rank, f.Second) : (double?)null).Average()),
        ];
    }
}
