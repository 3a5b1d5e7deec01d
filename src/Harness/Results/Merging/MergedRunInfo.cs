namespace VisEval.Harness.Results.Merging;

/// <summary>What run.json says of a run that was put together of parts.</summary>
internal static class MergedRunInfo
{
    /// <summary>Of parts of one run: that of the first, with all machines and which parts they were.</summary>
    public static RunInfo Of(IReadOnlyList<RunInfo> parts)
    {
        List<string> merged = [.. parts.SelectMany(p => p.Merged ?? (p.Shard is { } shard ? [shard] : [])).Distinct()];
        return parts[0] with
        {
            Shard = null,
            Merged = merged.Count == 0 ? null : [.. merged.OrderBy(s => Shard.Read(s)?.Count).ThenBy(s => Shard.Read(s)?.Number)],
            Recognition = null,
            Conflicts = parts.Max(p => p.Conflicts),
            Threads = parts.Max(p => p.Threads),
            MaxMemoryMegabytes = parts.Max(p => p.MaxMemoryMegabytes),
            Machine = new SortedDictionary<string, string>(
                parts.SelectMany(p => p.Machine).GroupBy(m => m.Key).ToDictionary(
                    g => g.Key, g => string.Join(" + ", g.SelectMany(m => m.Value.Split(" + ")).Distinct())),
                StringComparer.Ordinal),
        };
    }

    /// <summary>The shards that none of the parts was, where all are of one division; else empty.</summary>
    public static IReadOnlyList<Shard> Absent(RunInfo merged)
    {
        var shards = (merged.Merged ?? []).Select(Shard.Read).OfType<Shard>().ToHashSet();
        return shards.Select(s => s.Count).Distinct().ToList() is [var count]
            ? [.. Enumerable.Range(1, count).Select(i => new Shard(i, count)).Where(s => !shards.Contains(s))]
            : [];
    }
}
