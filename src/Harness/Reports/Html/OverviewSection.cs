using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Html;

/// <summary>The top of the page: the run in a few numbers, then what was run exactly.</summary>
internal static class OverviewSection
{
    public static Markup Cards(RunResults results, Leaderboard leaderboard)
    {
        var info = results.Info;
        var controls = info.Methods.Count(m => m.IsControl);
        var first = leaderboard.Tables.FirstOrDefault();
        var best = first?.Rows.FirstOrDefault(r => !r.IsControl && r.MeanRank is not null);
        var explanations = results.Scores.Select(s => (s.Cell.Dataset, s.Cell.Model, s.Cell.Method, s.Cell.Image, s.Cell.Target)).Distinct().Count();
        return Markup.Of($"""
            <div class="cards">
            {Markup.When(best is not null, Card(best?.Method.Key ?? "", $"best mean rank: {NumberText.Rank(best?.MeanRank)} among {first?.Rows.Count} ({first?.Dataset}, {first?.ModelText})", "first"))}
            {Card(NumberText.Exact(info.Methods.Count - controls), $"methods and {RunText.Count(controls, "control")}")}
            {Card(NumberText.Exact(info.Metrics.Count), info.Metrics.Count == 1 ? "metric" : "metrics")}
            {Card(NumberText.Exact(info.Models.Count), info.Models.Count == 1 ? "model" : "models")}
            {Card(NumberText.Exact(info.Datasets.Sum(d => d.Images)), $"images of {RunText.Count(info.Datasets.Count, "dataset")}")}
            {Card(NumberText.Exact(explanations), "explanations scored")}
            {Card(NumberText.Exact(results.Failures.Count), results.Failures.Count == 1 ? "failure" : "failures", results.Failures.Count > 0 ? "bad" : "")}
            </div>

            """);
    }

    public static Markup Run(RunResults results)
    {
        var info = results.Info;
        return Markup.Of($"""
            <h2 id="run">What was run</h2>
            <div class="scroll"><table>
            <thead><tr><th>dataset</th><th class="n">images</th><th class="n">classes</th><th>model</th><th class="n">top-1 among the labels</th><th>SHA-256 of the model</th></tr></thead>
            <tbody>
            {info.Datasets.SelectMany(d => Models(results, d))}</tbody></table></div>
            <h3>Settings and machine</h3>
            <dl><dt>preset</dt><dd>{info.Preset}</dd><dt>limit</dt><dd>{(info.Limit is { } limit ? RunText.Count(limit, "image") + " a dataset" : "none")}</dd>
            <dt>seed</dt><dd>{info.Seed}</dd><dt>threads</dt><dd>{info.Threads}</dd><dt>memory budget</dt><dd>{info.MaxMemoryMegabytes} MB</dd>
            <dt>VisEval</dt><dd>{info.Version}</dd>
            {info.Machine.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Markup.Of($"<dt>{m.Key}</dt><dd>{m.Value}</dd>\n"))}{info.Datasets.Select(d => Markup.Of($"<dt>{d.Name}</dt><dd>manifest SHA-256 <code>{d.Sha256}</code></dd>\n"))}</dl>

            """);
    }

    private static IEnumerable<Markup> Models(RunResults results, DatasetInfo dataset)
    {
        foreach (var model in results.Info.Models)
        {
            var predictions = results.Predictions.Where(p => p.Dataset == dataset.Name && p.Model == model.Name).ToList();
            // Several datasets may share a list of models; a pair that was not run is not shown, but a dataset that ran nothing is.
            if (predictions.Count == 0 && results.Info.Datasets.Count > 1)
                continue;
            var accuracy = RunText.Accuracy(predictions) is { } share
                ? $"{NumberText.Percent(share)} of {predictions.Count}"
                : NumberText.None;
            yield return Markup.Of(
                $"""<tr><td>{dataset.Name}</td><td class="n">{dataset.Images}</td><td class="n">{dataset.Classes.Count}</td><td>{model.Name}</td><td class="n">{accuracy}</td><td><code>{model.Sha256}</code></td></tr>{"\n"}""");
        }
    }

    private static Markup Card(string value, string label, string kind = "") =>
        Markup.Of($"""<div class="card {kind}"><b>{KeyText.Breakable(value)}</b><span>{label}</span></div>""");
}
