using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>The first screen: which method, how sure, at what cost, and of what.</summary>
[ReportSection("summary", 10, "")]
internal sealed class SummarySection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        // Over all networks of a dataset where there are several; the others are under the leaderboard.
        var tables = context.Leaderboard.Tables.GroupBy(t => t.Dataset).Select(g => g.First()).ToList();
        return tables.Count == 0
            ? Facts(context.Results)
            : Markup.Of($"""
                {Tabs.Alone("dataset", tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Answer(context, t))))}
                {Facts(context.Results)}
                """);
    }

    private static Markup Answer(ReportContext context, LeaderboardTable table) => Markup.Of($"""
        <p class="of">{Subject(context.Results.Info, table)}</p>
        <p class="answer">{RunText.Winner(table)}</p>
        {(RunText.Price(table) is { } price ? Markup.Of($"<p class=\"lead\">{price}</p>\n") : Markup.Empty)}{(table.IsExamined
            ? Markup.Empty
            : Markup.Of($"""<p class="warn">{RunText.Provisional(table)}</p>{"\n"}"""))}{Figures.Of(
                context.Drawings(table, ChartKind.Skill).Concat(context.Drawings(table, ChartKind.Cost)))}<p class="note">Left: by mean
        rank, with the places that a method may have; <b>=</b> and filled: not shown to differ from the first. Right: up and to the left
        is better; the dotted line joins the methods that no other beats in both. Circles: ranked; diamonds: not admitted; squares:
        controls. <a href="#leaderboard">All methods</a>,
        <a href="#legend">how to read it</a>.</p>
        {Questions.Of(context.Results.Info, table)}
        """);

    private static string Subject(RunInfo info, LeaderboardTable table)
    {
        var (methods, controls) = (table.Rows.Count(r => !r.IsControl), table.Rows.Count(r => r.IsControl));
        return $"{table.Dataset}, {RunText.Count(table.Images, "image")} · {RunText.Count(table.Networks, "network")} · "
            + $"{RunText.Count(methods, "method")}, {RunText.Count(controls, "control")} · "
            + $"{RunText.Count(info.Metrics.Count, "metric")} · preset {info.Preset}";
    }

    private static Markup Facts(RunResults results)
    {
        var info = results.Info;
        var controls = info.Methods.Count(m => m.IsControl);
        var explanations = Explained(results.Scores);
        var failures = results.Failures.Count;
        return Markup.Of($"""
            <dl class="facts">
            {info.Datasets.Select(d => Fact("dataset", $"{d.Name}, {AnytimeText.Images(info, d)} image{(d.Images == 1 ? "" : "s")}"))}{Fact(
                info.Models.Count == 1 ? "network" : "networks", string.Join(", ", info.Models.Select(m => Network(results, m))))}{Fact(
                "methods", $"{info.Methods.Count - controls} and {RunText.Count(controls, "control")}")}{Fact(
                "metrics", NumberText.Exact(info.Metrics.Count))}{Fact(
                "explanations scored", NumberText.Whole(explanations))}{Fact(
                "failures", NumberText.Exact(failures))}{Fact(
                "preset and seed", $"{info.Preset}, {info.Seed}")}{Fact(
                "VisEval", info.Version)}</dl>

            """);
    }

    // The rows of a method follow one another.
    private static int Explained(IReadOnlyList<ScoreRow> scores)
    {
        var found = new Dictionary<(string, string, string), HashSet<(string, int)>>();
        var (last, lastKey) = (new HashSet<(string, int)>(), default((string, string, string)));
        foreach (var cell in scores.Select(s => s.Cell))
        {
            var key = (cell.Dataset, cell.Model, cell.Method);
            if (key != lastKey && !found.TryGetValue(key, out last))
                found[key] = last = [];
            lastKey = key;
            last.Add((cell.Image, cell.Target));
        }
        return found.Values.Sum(images => images.Count);
    }

    private static string Network(RunResults results, ModelInfo model)
    {
        var found = Recognition.Of(results.Predictions.Where(p => p.Model == model.Name)).Where(r => r.Labelled > 0).ToList();
        return found.Count == 0
            ? model.Name
            : $"{model.Name} ({string.Join("; ", found.Select(r => Right(r) + (found.Count > 1 ? $" of {r.Dataset}" : "")))})";
    }

    private static string Right(Recognition network) => $"{NumberText.Percent(network.Accuracy!.Value)} right";

    private static Markup Fact(string name, string value) => Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
}
