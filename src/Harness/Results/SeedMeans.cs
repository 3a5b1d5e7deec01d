using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>The numbers of a run in which methods that draw made several maps of each explanation.</summary>
/// <param name="Scores">One a cell and number, under the methods' own keys: of several maps the mean.</param>
/// <param name="Seeds">The numbers of each of these maps, by seed; empty where every method made one.</param>
internal sealed record SeedMeans(IReadOnlyList<ScoreRow> Scores, IReadOnlyList<SeedRow> Seeds)
{
    /// <summary>Of rows whose methods are named by <see cref="SeedKey"/>.</summary>
    /// <param name="stored">The rows.</param>
    /// <param name="seeds">The maps of each explanation that count; those of higher seeds are left out.</param>
    public static SeedMeans Of(IEnumerable<ScoreRow> stored, int seeds)
    {
        var first = new List<ScoreRow>();
        var further = new List<SeedRow>();
        foreach (var row in stored)
            if (SeedKey.Split(row.Cell.Method) is not { Seed: > SeedKey.First } split)
                first.Add(row);
            else if (split.Seed <= seeds)
                further.Add(new SeedRow(split.Seed, row with { Cell = row.Cell with { Method = split.Method } }));
        if (further.Count == 0)
            return new SeedMeans(first, []);
        var repeated = further.Select(r => (r.Row.Cell, r.Row.Score)).ToHashSet();
        var single = first.Where(r => !repeated.Contains((r.Cell, r.Score)));
        List<SeedRow> all =
        [
            .. first.Where(r => repeated.Contains((r.Cell, r.Score))).Select(r => new SeedRow(SeedKey.First, r)),
            .. further.OrderBy(r => r.Seed),
        ];
        return new SeedMeans([.. single, .. Means(all)], all);
    }

    /// <summary>The mean over seeds of every number, (1/K)·Σ_k x_k. It stands where all of its maps have a number; otherwise the state of
    /// the first map without one stands for it: a mean over the maps that went well would be another method's.</summary>
    /// <param name="seeds">In the order of the seeds.</param>
    public static IEnumerable<ScoreRow> Means(IEnumerable<SeedRow> seeds) =>
        seeds.Select(s => s.Row).GroupBy(r => (r.Cell, r.Score)).Select(g =>
            g.Any(IsMissing)
                ? g.First(IsMissing)
                : new ScoreRow(g.Key.Cell, g.Key.Score, g.Average(r => r.Value!.Value), CellState.Ok));

    private static bool IsMissing(ScoreRow row) => !row.State.IsOk || row.Value is null;
}
