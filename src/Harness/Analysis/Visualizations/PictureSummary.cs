using VisEval.Core;
using VisEval.Harness.Results.Visualizations;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Visualizations;

/// <summary>Numbers of visualizers over all units, beside those of the controls.</summary>
/// <remarks>
/// Units are drawn with all their pictures: seeds of one unit depend on each other. Against a control, sign-flip tests of the units' gains
/// (their mean merit less that of the control, or of the visualizer's own pictures of other units), one in each direction, corrected by
/// Holm over all visualizers and controls of the number and direction, at 5 %.
/// </remarks>
internal static class PictureSummary
{
    /// <summary>What the tests may be wrong in.</summary>
    public const double Alpha = 0.05;

    private static readonly string NoSpread = CellState.Degenerate("no-spread").Text;
    private static readonly string TooFewUnits = CellState.Undefined("too-few-units").Text;

    /// <summary>The rows, by visualizer and number.</summary>
    /// <param name="scores">The numbers of pictures and units.</param>
    /// <param name="seed">Where resamples and flips start.</param>
    public static IReadOnlyList<PictureSummaryRow> Of(PictureScores scores, Seed seed)
    {
        var (resampling, flipping) = (new Resampling(seed.For("resamples")), new Flipping(seed.For("flips")));
        List<Number> numbers =
        [
            .. scores.Metrics.SelectMany(m => m.Value.Scores.Select(info => new Number(m.Key, info, scores)))
                .Where(n => n.Columns.Count > 0),
        ];
        var marks = numbers.ToDictionary(n => n, n => Compare(n, flipping));
        return
        [
            .. scores.Rows.Select(r => r.Visualizer).Distinct().SelectMany(v => numbers.Where(n => n.Columns.ContainsKey(v))
                .Select(n => Row(scores, n, n.Columns[v], marks[n], resampling))),
        ];
    }

    private static PictureSummaryRow Row(
        PictureScores scores, Number number, Column column, IReadOnlyList<Mark> marks, Resampling resampling)
    {
        var (info, pooled) = (number.Info, column.Pooled);
        var totals = ClusterTotals.Of(Clusters.Of([.. column.ByUnit.Values]));
        var range = new Interval(info.Minimum, info.Maximum);
        var interval = pooled is { Value: { } value }
            ? Jackknife.Of(value, pooled.WithoutUnit)?.ClippedTo(range)
            : totals.Count == 0 ? null : MeanInterval.Of(totals, resampling, range)?.Ends;
        // Numbers that do not differ say nothing of how far they may.
        var hasNoSpread = interval is { } ends && ends.Low == ends.High;
        var isOfTooFew = pooled is { Value: not null } && interval is null;
        IReadOnlyList<string> Controls(Func<Mark, double> probability) =>
            [.. marks.Where(m => m.Visualizer == column.Visualizer && probability(m) <= Alpha).Select(m => m.Control)];
        return new PictureSummaryRow(
            column.Visualizer, column.IsControl, number.Metric, info,
            pooled is not null ? pooled.Value : totals.Count == 0 ? null : totals.Mean,
            hasNoSpread ? null : interval, pooled is { Value: not null } ? Math.Max(pooled.Units, pooled.WithoutUnit.Count) : totals.Count,
            scores.Chances.TryGetValue((number.Metric, info.Name), out var chance) ? chance : null,
            Controls(m => m.Better), Controls(m => m.Worse), column.States)
        {
            Compared = marks.Count(m => m.Visualizer == column.Visualizer),
            WhyNoInterval = hasNoSpread ? NoSpread : isOfTooFew ? TooFewUnits : null,
        };
    }

    private static List<Mark> Compare(Number number, Flipping flipping)
    {
        // What is measured differs from run to run, and a number of all units together has no units.
        if (number.Info.IsMeasured)
            return [];
        List<(Column Own, Column Control, double[] Gains)> pairs =
        [
            .. number.Columns.Values.Where(c => !c.IsControl).SelectMany(own => number.Columns.Values
                .Where(c => c.IsControl && (c.OfOthers is not { } of || of == own.Visualizer))
                .Select(control => (own, control, own.GainsOver(control, number.Info)))).Where(p => p.Item3.Length > 0),
        ];
        List<SignFlip> tests = [.. pairs.Select(p => SignFlip.Of(ClusterTotals.OfSingles(p.Gains), flipping, pairs.Count))];
        var (better, worse) = (Holm.Adjust([.. tests.Select(t => t.Better)]), Holm.Adjust([.. tests.Select(t => t.Worse)]));
        return [.. pairs.Select((p, i) => new Mark(
            p.Own.Visualizer, p.Control.OfOthers is null ? p.Control.Visualizer : PictureScoreRow.AnotherUnit, better[i], worse[i]))];
    }

    private sealed record Mark(string Visualizer, string Control, double Better, double Worse);

    private sealed class Number
    {
        public Number(string metric, ScoreInfo info, PictureScores scores)
        {
            (Metric, Info) = (metric, info);
            Columns = scores.Rows.Where(r => r.Metric == metric && r.Score.Name == info.Name && r.Score.Layer is null)
                .GroupBy(r => r.Visualizer).ToDictionary(g => g.Key, g => new Column([.. g]));
        }

        public string Metric { get; }

        public ScoreInfo Info { get; }

        public Dictionary<string, Column> Columns { get; }
    }
}
