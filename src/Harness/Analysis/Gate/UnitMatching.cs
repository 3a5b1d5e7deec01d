namespace VisEval.Harness.Analysis.Gate;

/// <summary>Which units of two runs stand for each other: those of the same key; of the rest those of a name that is left once on
/// either side.</summary>
internal static class UnitMatching
{
    /// <summary>One pair a unit of the baseline, in its order.</summary>
    /// <param name="old">The baseline's units: key and name.</param>
    /// <param name="current">The current run's units.</param>
    public static IReadOnlyList<UnitPair> Of(
        IReadOnlyList<(string Key, string Name)> old, IReadOnlyList<(string Key, string Name)> current)
    {
        var kept = old.Select(u => u.Key).ToHashSet();
        var same = current.Where(u => kept.Contains(u.Key)).Select(u => u.Key).ToHashSet();
        var left = current.Where(u => !same.Contains(u.Key)).ToLookup(u => u.Name, u => u.Key);
        var asked = old.Where(u => !same.Contains(u.Key)).ToLookup(u => u.Name);
        return
        [
            .. old.Select(u => new UnitPair(
                u.Name, u.Key,
                same.Contains(u.Key) ? u.Key
                    : left[u.Name].Count() == 1 && asked[u.Name].Count() == 1 ? left[u.Name].Single() : null)),
        ];
    }
}
