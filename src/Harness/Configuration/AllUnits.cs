namespace VisEval.Harness.Configuration;

/// <summary>The word that stands for every unit of a kind.</summary>
internal static class AllUnits
{
    /// <summary>What a user writes for every method or every metric.</summary>
    public const string Word = "all";

    /// <summary>The units as written, with every unit that is not named in the place of <c>all</c>.</summary>
    /// <param name="texts">Units as written.</param>
    /// <param name="names">The names there are.</param>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> texts, IEnumerable<string> names)
    {
        if (!texts.Contains(Word))
            return texts;
        var written = texts.Where(t => t != Word).ToList();
        var named = written.Select(t => t.Split(':', '@')[0].Trim()).ToHashSet();
        return [.. written, .. names.Where(n => !named.Contains(n))];
    }
}
