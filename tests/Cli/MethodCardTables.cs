using System.Globalization;
using System.Text;
using VisEval.Cli.Listing;
using VisEval.Harness.Reports.Cards;
using VisEval.Harness.Reports.Text;

namespace VisEval.Tests.Cli;

/// <summary>The facts of <c>list methods --json</c> as the tables of docs/methods.md.</summary>
internal static class MethodCardTables
{
    private static readonly Dictionary<string, string> Costs = new()
    {
        ["runtime"] = "ms",
        ["forwards"] = "forwards",
        ["backwards"] = "backwards",
    };

    private static readonly Dictionary<string, string> Signs = new()
    {
        ["not-shown-better"] = "†",
        ["worse"] = "‡",
        ["too-few-images"] = "?",
    };

    /// <summary>Both tables, with the sentences that say what they are of.</summary>
    public static string Of(IReadOnlyList<UnitFacts> methods, ReferenceRun run, IEnumerable<string> metricFamilies)
    {
        var text = new StringBuilder();
        text.Append("### What is declared\n\n");
        Table(
            text, ["method", "values lie at", "needs", "claims", "draws", "uses references", "options"],
            methods.Select(m => (IEnumerable<string>)
            [
                $"`{m.Name}`", m.MapPlace ?? NumberText.None, List(m.Needs), List(m.Claims),
                m.Stochastic == true ? "yes" : NumberText.None, m.UsesReferences == true ? "yes" : NumberText.None,
                m.Options.Count.ToString(CultureInfo.InvariantCulture),
            ]));
        text.Append("\n### What was measured\n\n").Append(Sentence(run, metricFamilies)).Append("\n\n");
        var measured = methods.Where(m => m.Measured is not null).ToList();
        var columns = measured.SelectMany(m => m.Measured!.Scores).DistinctBy(s => (s.Metric, s.Score))
            .DistinctBy(s => s.Metric).ToList();
        Table(
            text,
            [
                "method", "place", "skill", .. columns.Select(Head), .. Costs.Values,
            ],
            // The best place first, then those that are not ranked by skill; controls, which all must outperform, at the end.
            measured.OrderBy(m => m.Control).ThenBy(m => m.Measured!.BestPlace ?? int.MaxValue).ThenBy(m => m.Measured!.WorstPlace)
                .ThenByDescending(m => m.Measured!.Skill).ThenBy(m => m.Name, StringComparer.Ordinal)
                .Select(m => Row(m, columns)));
        var left = methods.Where(m => m.Measured is null).Select(m => $"`{m.Name}`").Order(StringComparer.Ordinal).ToList();
        text.Append($"\nNot measured: {(left.Count == 0 ? "none" : string.Join(", ", left))}.\n");
        return text.ToString();
    }

    private static IEnumerable<string> Row(UnitFacts method, IEnumerable<MeasuredScore> columns)
    {
        var measured = method.Measured!;
        yield return (method.Control == true ? $"*{measured.Unit}*" : $"`{measured.Unit}`")
            + (measured.Networks < measured.Run.Networks.Count ? $" ({measured.Networks} of {measured.Run.Networks.Count} networks)" : "");
        yield return measured.BestPlace is null && method.Control != true && measured.Networks > 0 ? "not ranked" : measured.Place;
        yield return NumberText.Score(measured.Skill);
        foreach (var column in columns)
        {
            var score = measured.Scores.Single(s => s.Metric == column.Metric && s.Score == column.Score);
            yield return NumberText.Score(score.Value) + (score.Mark is { } mark ? $" {Signs[mark]}" : "");
        }
        foreach (var cost in Costs.Keys)
            yield return NumberText.Cost(measured.Costs.Single(c => c.Metric == cost).Median);
    }

    private static string Sentence(ReferenceRun run, IEnumerable<string> families)
    {
        var of = run.Run;
        var without = families.Where(f => !run.MetricFamilies.Contains(f)).Order(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The published run: VisEval {of.Version}, preset `{of.Preset}`, seed {of.Seed}, {of.Images} images of `{of.Dataset}`, ")
            + $"networks {string.Join(", ", of.Networks.Select(n => $"`{n}`"))}. Means over all images and networks; place is an interval, "
            + "= not shown to differ from the first; † not shown to be better than every control and than its maps of other images, "
            + "‡ worse than all of them, ? too few images to tell; what is not ranked was not admitted "
            + "([why](../results/reference/leaderboard.md)). Controls, in italics, stand at the end: a method that is not better explains "
            + $"nothing. Metrics of these families were not part of the run: {string.Join(", ", without)}.";
    }

    private static string Head(MeasuredScore score) =>
        $"{score.Metric} {(score.Ideal is { } ideal ? FormattableString.Invariant($"→{ideal}") : score.Direction == "higher" ? "↑" : "↓")}";

    private static string List(IReadOnlyList<string>? words) => words is { Count: > 0 } ? string.Join(", ", words) : NumberText.None;

    private static void Table(StringBuilder text, IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows)
    {
        var heads = head.ToList();
        text.Append("| ").AppendJoin(" | ", heads).Append(" |\n");
        text.Append('|').Append(string.Concat(heads.Select(_ => "---|"))).Append('\n');
        foreach (var row in rows)
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
    }
}
