using System.Globalization;

namespace VisEval.Harness.Results;

/// <summary>How results call a further map of a method that draws random numbers: <c>seed-2:</c>, <c>seed-3:</c>, … before the method's
/// key. The first map, of seed 1, has the key itself.</summary>
internal static class SeedKey
{
    /// <summary>The seed of the first map: that of a run that makes one map of each explanation.</summary>
    public const int First = 1;

    private const string Prefix = "seed-";

    /// <summary>The key of a method with its map of a seed.</summary>
    /// <param name="method">The method's own key.</param>
    /// <param name="seed">1, 2, ….</param>
    public static string Of(string method, int seed) =>
        seed == First ? method : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{seed}:{method}");

    /// <summary>The method's own key and the seed.</summary>
    public static (string Method, int Seed) Split(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && key.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
        && int.TryParse(key.AsSpan(Prefix.Length, end - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? (key[(end + 1)..], seed)
            : (key, First);

    /// <summary>Whether an explanation is a further map of a method that draws.</summary>
    public static bool IsFurther(this ExplanationKey key) => Split(key.Method).Seed > First;

    /// <summary>Whether a cell is of a further map of a method that draws.</summary>
    public static bool IsFurther(this CellKey cell) => Split(cell.Method).Seed > First;
}
