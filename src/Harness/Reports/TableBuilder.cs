using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Reports;

/// <summary>Makes the table of one scope.</summary>
internal static class TableBuilder
{
    // Equal means summed in another order differ by rounding; that is neither a better rank nor better than random.
    private const int Decimals = 12;
    private const double Rounding = 1e-12;

    private sealed record Key(string Method, string Metric, string Score);

    public static LeaderboardTable Build(Scope scope)
    {
        var (info, scores) = (scope.Results.Info, scope.Results.Scores);
        var rows = scores.GroupBy(s => new Key(s.Cell.Method, s.Cell.Metric, s.Score)).ToDictionary(g => g.Key, g => g.ToList());
        var timings = scope.Results.Timings.ToLookup(t => t.Method);
        var numbers = info.Metrics
            .SelectMany(m => m.Scores.Select((s, i) => new NumberInfo(m, s, i == 0)))
            .Where(n => rows.Keys.Any(k => k.Metric == n.Metric.Key && k.Score == n.Score.Name))
            // What the rows are ordered by stands first.
            .OrderBy(n => Leaderboard.RankedFamilies.Contains(n.Metric.Family) ? 0 : 1).ToList();
        var methods = info.Methods.Where(m => rows.Keys.Any(k => k.Method == m.Key) || timings.Contains(m.Key)).ToList();
        var random = methods.FirstOrDefault(m => m.Family == "controls" && m.Name == Leaderboard.Reference)?.Key;
        var seed = Seed.Of(info.Seed).For("bootstrap");

        List<ScoreRow> RowsOf(string? method, NumberInfo number) =>
            method is null ? [] : rows.GetValueOrDefault(new Key(method, number.Metric.Key, number.Score.Name)) ?? [];

        // Columns are independent and every interval starts from the same seed, so the threads change no number.
        var columns = numbers.AsParallel().AsOrdered()
            .Select(n => Rank(n, methods, [.. methods.Select(m => Summarise(n, RowsOf(m.Key, n), m.Key == random ? [] : RowsOf(random, n), seed))]))
            .ToList();

        var table = methods.Select((m, i) => new LeaderboardRow(
            m,
            [.. columns.Select(c => c[i])],
            MeanRank(numbers, columns, i, n => n.IsRanked),
            MeanRank(numbers, columns, i, n => n.IsHeadline && n.Metric.Family == "faithfulness"),
            Cost.Of([.. timings[m.Key]])));
        return new LeaderboardTable(scope.Dataset, scope.Model, numbers, [.. table.OrderBy(r => r.MeanRank ?? 0)]);
    }

    private static LeaderboardCell Summarise(NumberInfo number, List<ScoreRow> rows, List<ScoreRow> random, Seed seed)
    {
        var ok = rows.Where(r => r.State.IsOk && r.Value is not null).ToList();
        var clusters = Clusters(ok.Select(r => (r.Cell.Image, r.Value!.Value)));
        return new LeaderboardCell(
            ok.Count == 0 ? null : Mean.Of([.. ok.Select(r => r.Value!.Value)]),
            IntervalOf(clusters, seed),
            clusters.Count,
            StateCounts.Of([.. rows.Select(r => r.State)]),
            0,
            BeatsRandom(number.Score.Direction, ok, random, seed),
            false);
    }

    private static bool? BeatsRandom(Direction better, List<ScoreRow> rows, List<ScoreRow> random, Seed seed)
    {
        var reference = random.Where(r => r.State.IsOk && r.Value is not null)
            .ToDictionary(r => (r.Cell.Model, r.Cell.Image, r.Cell.Target), r => r.Value!.Value);
        var sign = better == Direction.Higher ? 1 : -1;
        var gains = new List<(string, double)>();
        foreach (var row in rows)
            if (reference.TryGetValue((row.Cell.Model, row.Cell.Image, row.Cell.Target), out var value))
                gains.Add((row.Cell.Image, sign * (row.Value!.Value - value)));
        return IntervalOf(Clusters(gains), seed) is { } interval ? interval.Low > Rounding : null;
    }

    private static List<IReadOnlyList<double>> Clusters(IEnumerable<(string Image, double Value)> values) =>
        [.. values.GroupBy(v => v.Image).Select(g => g.Select(v => v.Value).ToList())];

    // One image says nothing of how images differ.
    private static Interval? IntervalOf(List<IReadOnlyList<double>> clusters, Seed seed) => clusters.Count < 2
        ? null
        : Bootstrap.PercentileInterval(clusters, seed, Leaderboard.Resamples, Leaderboard.Level);

    private static List<LeaderboardCell> Rank(NumberInfo number, List<MethodInfo> methods, List<LeaderboardCell> cells)
    {
        var ranks = Ranks.Average([.. cells.Select(c => c.Mean is { } mean ? Math.Round(mean, Decimals) : c.Mean)], number.Score.Direction);
        var best = Enumerable.Range(0, cells.Count).Where(i => methods[i].Family != "controls" && cells[i].Mean is not null)
            .Select(i => ranks[i]).DefaultIfEmpty(double.PositiveInfinity).Min();
        return
        [
            .. cells.Select((cell, i) => cell with
            {
                Rank = ranks[i],
                IsBest = cell.Mean is not null
                    && (methods[i].Family == "controls" ? double.IsFinite(best) && ranks[i] < best : ranks[i] == best),
            }),
        ];
    }

    // A number that no method has (no annotation, say) tells nobody apart and is left out.
    private static double? MeanRank(
        List<NumberInfo> numbers, List<List<LeaderboardCell>> columns, int row, Func<NumberInfo, bool> counts)
    {
        var ranks = numbers.Index().Where(n => counts(n.Item) && columns[n.Index].Any(c => c.Mean is not null))
            .Select(n => columns[n.Index][row].Rank).ToList();
        return ranks.Count == 0 ? null : Mean.Of(ranks);
    }
}
