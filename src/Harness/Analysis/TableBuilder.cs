using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis;

/// <summary>Makes the table of one scope.</summary>
internal sealed class TableBuilder(IReadOnlyList<MetricInfo> metrics, KnownMetrics known)
{
    private readonly List<(MetricInfo Info, ICostMetric Metric)> _costs =
        [.. metrics.Select(m => (Info: m, Metric: known.Cost(m))).Where(m => m.Metric is not null).Select(m => (m.Info, m.Metric!))];

    public LeaderboardTable Build(SampleSet samples)
    {
        var (methods, numbers) = (samples.Methods, samples.Numbers);
        var timings = samples.Scope.Results.Timings.ToLookup(t => t.Method);
        var columns = new LeaderboardCell[numbers.Count][];
        // Columns are independent and every interval starts from the same seed, so the threads change no number.
        Parallel.For(0, numbers.Count, i => columns[i] = Column(numbers[i], samples));

        var rows = methods.Select((m, i) =>
        {
            var applies = samples.Applies(m);
            return new LeaderboardRow(
                m,
                [.. columns.Select(c => c[i])],
                applies ? MeanRank(numbers, columns, i, n => n.IsRanked) : null,
                applies ? MeanRank(numbers, columns, i, n => n.IsRanked && n.Metric.Family == "faithfulness") : null,
                Cost.Of([.. timings[m.Key]], [.. _costs.Select(c => c.Metric)]),
                applies ? 1 : 0);
        });
        return new LeaderboardTable(
            samples.Scope.Dataset, samples.Scope.Model, numbers, [.. rows.OrderBy(r => r.MeanRank ?? double.PositiveInfinity)],
            timings.Count > 0 ? [.. _costs.Select(c => c.Info)] : [], 1);
    }

    private static LeaderboardCell[] Column(NumberInfo number, SampleSet samples)
    {
        var random = samples.Random is { } control ? samples.Of(control, number) : null;
        LeaderboardCell Cell(MethodInfo method) => Summarize(samples.Of(method, number), method == samples.Random ? null : random);
        LeaderboardCell[] cells = [.. samples.Methods.Select(Cell)];
        return number.Score.DependsOnScale ? cells : Rank(samples.Methods, cells);
    }

    private static LeaderboardCell Summarize(Sample sample, Sample? random) => new(
        sample.Value, sample.Interval(), sample.Images.Count, sample.States, null,
        random is null ? null : sample.Beats(random), false)
    {
        Merit = sample.Merit,
    };

    private static LeaderboardCell[] Rank(IReadOnlyList<MethodInfo> methods, LeaderboardCell[] cells)
    {
        var ranks = Ranks.Average([.. cells.Select(c => c.Merit)], Direction.Higher);
        var best = Enumerable.Range(0, cells.Length).Where(i => !methods[i].IsControl && cells[i].Mean is not null)
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

    // A number that no method has (no annotation, say) orders none of them and is left out; one under several names counts once.
    private double? MeanRank(
        IReadOnlyList<NumberInfo> numbers, LeaderboardCell[][] columns, int row, Func<NumberInfo, bool> counts)
    {
        var ranks = numbers.Index().Where(n => counts(n.Item) && columns[n.Index].Any(c => c.Mean is not null))
            .DistinctBy(n => known.Meaning(n.Item.Metric)).Select(n => columns[n.Index][row].Rank!.Value).ToList();
        return ranks.Count == 0 ? null : Mean.Of(ranks);
    }
}
