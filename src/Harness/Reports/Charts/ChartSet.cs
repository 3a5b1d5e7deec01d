using System.Text;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Every plot of a run.</summary>
internal static class ChartSet
{
    /// <summary>A plot before it has a name and is drawn, with the ids of its parts under a prefix.</summary>
    private sealed record Draft(
        string Dataset, string? Model, string Title, bool IsWide, ChartKind Kind, string? Metric, Func<string, string> Draw);

    /// <summary>By table: skill, the critical difference, skill and time, the mean curves, localization; then the agreement of the metrics,
    /// by model.</summary>
    public static IReadOnlyList<Chart> From(RunResults results, Leaderboard leaderboard, MetricBoard metrics)
    {
        var styles = MethodStyle.For(results.Info, leaderboard);
        List<Draft> drafts =
        [
            .. Scope.Of(results).Zip(leaderboard.Tables).SelectMany(t => Drafts(t.First, t.Second, styles)),
            .. metrics.Tables.SelectMany(Drafts),
        ];
        var charts = new Chart[drafts.Count];
        // Every drawing has a canvas of its own, so the threads change nothing in it.
        Parallel.For(0, charts.Length, i => charts[i] = Draw(drafts[i], $"c{i}"));
        var names = new HashSet<string>();
        return [.. charts.Select(c => c with { FileName = FileName($"{c.Dataset} {c.Model ?? "all"} {c.Title}", names) })];
    }

    private static IEnumerable<Draft> Drafts(Scope scope, LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles)
    {
        if (SkillChart.Draw(table) is { } skill)
            yield return new Draft(table.Dataset, table.Model, "skill", false, ChartKind.Skill, null, skill.Render);
        if (CriticalDifferenceChart.Draw(table) is { } critical)
            yield return new Draft(
                table.Dataset, table.Model, "critical difference", false, ChartKind.CriticalDifference, null, critical.Render);
        if (CostChart.Draw(table) is { } cost)
            yield return new Draft(table.Dataset, table.Model, "skill and time", false, ChartKind.Cost, null, cost.Render);
        foreach (var (title, metric, canvas) in CurveChart.Draw(scope, table, styles))
            yield return new Draft(table.Dataset, table.Model, title, false, ChartKind.Curves, metric, canvas.Render);
        foreach (var (index, number) in table.Numbers.Index())
            if (number is { IsHeadline: true, Metric.Construct: Construct.Localization } && NumberChart.Draw(table, index) is { } dots)
                yield return new Draft(
                    table.Dataset, table.Model, $"{number.Metric.Key} with intervals", false, ChartKind.Number, number.Metric.Key,
                    dots.Render);
    }

    private static IEnumerable<Draft> Drafts(MetricTable table)
    {
        if (AgreementChart.Draw(table) is { } svg)
            yield return new Draft(table.Dataset, table.Model, "agreement of the metrics", true, ChartKind.Agreement, null, _ => svg);
    }

    private static Chart Draw(Draft draft, string prefix) =>
        new(draft.Dataset, draft.Model, draft.Title, "", draft.IsWide, draft.Kind, draft.Metric, draft.Draw(prefix));

    // Keys hold characters that file systems or shells dislike; names that become equal are numbered.
    private static string FileName(string words, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (var c in words)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' ? c : '-');
        var candidate = name.ToString();
        for (var number = 2; !taken.Add(candidate.ToLowerInvariant()); number++)
            candidate = $"{name}-{number}";
        return candidate + ".svg";
    }
}
