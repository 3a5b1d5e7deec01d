using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Reports;

/// <summary>Makes the table of one scope.</summary>
internal sealed class TableBuilder(Pooling pooling, IReadOnlyList<MetricInfo> metrics, Func<MetricInfo, ICostMetric?> costOf)
{
    /// <summary>Equal means summed in another order differ by rounding; that is no better rank.</summary>
    public const int Decimals = 12;

    private readonly List<(MetricInfo Info, ICostMetric Metric)> _costs =
        [.. metrics.Select(m => (Info: m, Metric: costOf(m))).Where(m => m.Metric is not null).Select(m => (m.Info, m.Metric!))];

    public LeaderboardTable Build(Scope scope)
    {
        var samples = SampleSet.Of(scope, pooling);
        var (methods, numbers) = (samples.Methods.ToList(), samples.Numbers.ToList());
        var timings = scope.Results.Timings.ToLookup(t => t.Method);
        var resampling = new Resampling(Seed.Of(scope.Results.Info.Seed).For("bootstrap"));

        // Columns are independent and every interval starts from the same seed, so the threads change no number.
        var columns = numbers.AsParallel().AsOrdered()
            .Select(n => Rank(n, methods, [.. methods.Select(m => Summarise(n, samples.Of(m, n), samples.Random is { } r && m != r ? samples.Of(r, n) : null, resampling))]))
            .ToList();

        var table = methods.Select((m, i) => samples.Applies(m)
            ? new LeaderboardRow(
                m,
                [.. columns.Select(c => c[i])],
                MeanRank(numbers, columns, i, n => n.IsRanked),
                MeanRank(numbers, columns, i, n => n.IsHeadline && n.Metric.Family == "faithfulness"),
                Cost.Of([.. timings[m.Key]], [.. _costs.Select(c => c.Metric)]),
                1)
            : new LeaderboardRow(m, [.. columns.Select(c => c[i])], null, null, Cost.Of([.. timings[m.Key]], [.. _costs.Select(c => c.Metric)]), 0));
        return new LeaderboardTable(
            scope.Dataset, scope.Model, numbers, [.. table.OrderBy(r => r.MeanRank ?? double.PositiveInfinity)],
            timings.Count > 0 ? [.. _costs.Select(c => c.Info)] : [], 1);
    }

    private static LeaderboardCell Summarise(NumberInfo number, Sample sample, Sample? random, Resampling resampling) => new(
        sample.Value, sample.Interval(resampling), sample.Images.Count, sample.States, 0, random is null ? null : sample.Beats(random, number.Score.Direction, resampling), false);

    private static List<LeaderboardCell> Rank(NumberInfo number, List<MethodInfo> methods, List<LeaderboardCell> cells)
    {
        var ranks = Ranks.Average([.. cells.Select(c => c.Mean is { } mean ? Math.Round(mean, Decimals) : c.Mean)], number.Score.Direction);
        var best = Enumerable.Range(0, cells.Count).Where(i => !methods[i].IsControl && cells[i].Mean is not null)
            .Select(i => ranks[i]).DefaultIfEmpty(double.PositiveInfinity).Min();
        return
        [
            .. cells.Select((cell, i) => cell with
            {
                Rank = ranks[i],
                IsBest = cell.Mean is not null
                    && (methods[i].IsControl ? double.IsFinite(best) && ranks[i] < best : ranks[i] == best),
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
