using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Charts;

/// <summary>The mean curve of every method, for one curve of one metric; controls dashed.</summary>
internal static class CurveChart
{
    private const int Legend = 198;

    // More lines than this are not distinguishable; the best methods and all controls are drawn.
    private const int MostMethods = 8;

    /// <summary>One drawing for each curve of each metric that has any.</summary>
    public static IEnumerable<(string Name, string Metric, SvgCanvas Canvas)> Draw(
        Scope scope, LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles)
    {
        var curves = scope.Results.Curves.GroupBy(c => (c.Cell.Metric, c.Name))
            .ToDictionary(g => g.Key, g => g.ToLookup(c => c.Cell.Method));
        foreach (var metric in scope.Results.Info.Metrics)
            foreach (var (key, byMethod) in curves.Where(c => c.Key.Metric == metric.Key))
            {
                var name = key.Metric == key.Name ? key.Name : $"{key.Metric} {key.Name}";
                if (Draw(name, metric, key.Name, byMethod, table, styles) is { } canvas)
                    yield return (name, key.Metric, canvas);
            }
    }

    private static SvgCanvas? Draw(
        string name, MetricInfo metric, string curve, ILookup<string, CurveRow> byMethod, LeaderboardTable table,
        IReadOnlyDictionary<string, MethodStyle> styles)
    {
        var means = table.Rows.Select(r => (Row: r, Curve: MeanCurve.Of([.. byMethod[r.Method.Key]])))
            .Where(m => m.Curve is not null).ToList();
        if (means.Count == 0)
            return null;
        var best = means.Where(m => !m.Row.IsControl).Take(MostMethods).Select(m => m.Row).ToHashSet();
        var others = means.RemoveAll(m => !m.Row.IsControl && !best.Contains(m.Row));
        var number = table.Numbers.Where(n => n.Metric.Key == metric.Key).OrderByDescending(n => n.Score.Name == curve).FirstOrDefault();
        var ends = means.SelectMany(m => m.Curve!.Y).Append(0).ToList();
        var canvas = new SvgCanvas(
            $"{name} {number?.Arrow}", 600, Math.Max(340, 60 + 17 * means.Count), Legend,
            Axis.Linear("fraction", means.Min(m => m.Curve!.X[0]), means.Max(m => m.Curve!.X[^1])),
            Axis.Linear("mean over explanations", ends.Min(), ends.Max()));
        // The best is drawn last, on top.
        foreach (var (row, mean) in means.AsEnumerable().Reverse())
            canvas.Line(mean!.X, mean.Y, styles[row.Method.Key]);
        foreach (var (index, (row, _)) in means.Index())
            canvas.Legend(index, Shorten(ShortName.Of(table, row), 22), styles[row.Method.Key]);
        if (others > 0)
            canvas.Text(
                canvas.Width - Legend + 14, 46 + 17 * means.Count, $"and {NumberText.Exact(others)} methods below", "start", 11,
                "#6b7280");
        return canvas;
    }

    internal static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
