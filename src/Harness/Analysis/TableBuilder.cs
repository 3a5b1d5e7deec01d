using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis;

/// <summary>Makes the table of one scope.</summary>
/// <param name="metrics">The metrics of the run.</param>
/// <param name="known">What is known of them.</param>
/// <param name="stop">Ends the work before the next column.</param>
internal sealed class TableBuilder(IReadOnlyList<MetricInfo> metrics, KnownMetrics known, CancellationToken stop = default)
{
    private readonly List<(MetricInfo Info, ICostMetric Metric)> _costs =
        [.. metrics.Select(m => (Info: m, Metric: known.Cost(m))).Where(m => m.Metric is not null).Select(m => (m.Info, m.Metric!))];

    public LeaderboardTable Build(SampleSet samples)
    {
        var (methods, numbers) = (samples.Methods, samples.Numbers);
        var timings = samples.Scope.Results.Timings.ToLookup(t => t.Method);
        // Columns are independent and every interval starts from the same seed, so the threads change no number.
        var columns = OnProcessors.Of(numbers.Count, i => Column(numbers[i], samples), stop);
        stop.ThrowIfCancellationRequested();
        var criteria = Criteria.Of(samples, known);
        var admission = Admissions.Of(samples, criteria);
        var ranked = admission.Methods;
        var standings = Placing.Of(samples, criteria, [.. methods.Where((_, i) => ranked[i].IsRanked)]);
        var skills = Skills.Of(samples, criteria);
        var rows = methods.Select((m, i) => new LeaderboardRow(
            m,
            [.. columns.Select(c => c[i])],
            ranked[i],
            standings.GetValueOrDefault(m.Key),
            skills.GetValueOrDefault(m.Key),
            Cost.Of([.. timings[m.Key]], [.. _costs.Select(c => c.Metric)]),
            samples.Applies(m) ? 1 : 0));
        return new LeaderboardTable(
            samples.Scope.Dataset, samples.Scope.Model, numbers,
            [
                .. rows.OrderBy(r => r.Standing?.Position ?? int.MaxValue).ThenBy(r => r.IsControl)
                    .ThenByDescending(r => r.Skill?.Value ?? double.NegativeInfinity),
            ],
            timings.Count > 0 ? [.. _costs.Select(c => c.Info)] : [], 1, criteria)
        {
            Images = samples.Explanations.Images.Count,
            Rule = samples.Rule,
            Looks = samples.Looks,
            Unexamined = admission.Unexamined,
            IsTested = admission.IsExamined || admission.Unexamined.Count == 0,
        };
    }

    private static LeaderboardCell[] Column(NumberInfo number, SampleSet samples)
    {
        var verdicts = ColumnVerdicts.Of(number, samples);
        List<Sample> column = [.. samples.Methods.Select(m => samples.Of(m, number))];
        var shared = new SharedResamples(column.Select(s => s.Resampled).OfType<ClusterTotals>(), samples.Resampling);
        LeaderboardCell[] cells = [.. samples.Methods.Select((m, i) => Summarize(column[i], verdicts[i], shared) with
        {
            // Networks are strata: pooled, their differences would count as differences of images.
            Draw = samples.Scope.Model is null ? null : samples.Draws.Of(m, number),
        })];
        return number.Score.DependsOnScale ? cells : Rank(samples.Methods, cells);
    }

    private static LeaderboardCell Summarize(Sample sample, Verdict verdict, SharedResamples shared) =>
        new(sample.Value, sample.Interval(shared), sample.Images.Count, sample.States, null, verdict, false) { Merit = sample.Merit };

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
}
