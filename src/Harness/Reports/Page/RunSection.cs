using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>What was run, exactly, and on which machine.</summary>
[ReportSection("run", 110, "What was run")]
internal sealed class RunSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var results = context.Results;
        var info = results.Info;
        var machine = info.Machine.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => Markup.Of($"<dt>{m.Key}</dt><dd>{m.Value}</dd>\n"));
        var manifests = info.Datasets.Select(d => Markup.Of($"<dt>{d.Name}</dt><dd>manifest SHA-256 <code>{d.Sha256}</code></dd>\n"));
        var plugins = (info.Plugins ?? []).Select(p => Markup.Of(
            $"<dt>plug-in {p.Name}</dt><dd>{p.Version}, SHA-256 <code>{p.Sha256}</code>: {string.Join(", ", p.Units)}</dd>\n"));
        IEnumerable<Markup> references = info.Reference is not { } reference
            ? []
            : [Markup.Of($"<dt>reference images</dt><dd>{reference.Source} (SHA-256 <code>{reference.Sha256}</code>)</dd>\n")];
        return Markup.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="table"><table>
            <thead><tr><th>dataset</th><th class="n">images</th><th class="n">classes</th><th>model</th>
            <th class="n">top-1 among the labels</th><th class="n">mean probability of top-1</th>
            <th class="n">of the labelled class</th><th>SHA-256 of the model</th></tr></thead>
            <tbody>
            {info.Datasets.SelectMany(d => Models(results, d))}</tbody></table></div>
            <h3>Settings and machine</h3>
            <dl><dt>preset</dt><dd>{info.Preset}{LeftOut(info)}</dd>
            <dt>limit</dt><dd>{(info.Limit is { } limit ? RunText.Count(limit, "image") + " a dataset" : "none")}</dd>
            <dt>ranking rule</dt><dd>{string.Join("; ", RankingText.Of(info.Rule))}</dd>
            <dt>seed</dt><dd>{info.Seed}</dd><dt>threads</dt><dd>{info.Threads}</dd>
            <dt>memory budget</dt><dd>{info.MaxMemoryMegabytes} MB</dd>
            <dt>VisEval</dt><dd>{info.Version}</dd>
            {plugins}{references}{Foreign(info)}{machine}{manifests}</dl>

            """);
    }

    private static IEnumerable<Markup> Foreign(RunInfo info) =>
    [
        .. (info.Maps ?? []).Select(m => Markup.Of($"<dt>{m.Key}</dt><dd>{m.Path} (SHA-256 <code>{m.Sha256}</code>)</dd>\n")),
        .. (info.Externals ?? []).Select(e =>
            Markup.Of($"<dt>{e.Key}</dt><dd><code>{e.Command}</code>{e.Files.Select(File)}</dd>\n")),
    ];

    private static Markup File(KeyValuePair<string, string> file) => Markup.Of($", {file.Key} (SHA-256 <code>{file.Value}</code>)");

    private static Markup LeftOut(RunInfo info) => info.LeftOut is not { } methods
        ? Markup.Empty
        : Markup.Of($"; left out, since an explanation takes more than {NumberText.Whole(methods[0].Most)} forward passes: "
            + $"{string.Join(", ", methods.Select(m => $"{m.Method} ({NumberText.Whole(m.Passes)})"))}");

    private static IEnumerable<Markup> Models(RunResults results, DatasetInfo dataset)
    {
        foreach (var model in results.Info.Models)
        {
            var found = Recognition.Of(results.Predictions.Where(p => p.Dataset == dataset.Name && p.Model == model.Name)).FirstOrDefault();
            // Several datasets may share a list of models; a pair that was not run is not shown, but a dataset that ran nothing is.
            if (found is null && results.Info.Datasets.Count > 1)
                continue;
            yield return Markup.Of(
                $"""
                <tr><td>{dataset.Name}</td><td class="n">{AnytimeText.Images(results.Info, dataset)}</td>
                <td class="n">{dataset.Classes.Count}</td>
                <td>{model.Name}</td><td class="n">{(found is null ? NumberText.None : RunText.Right(found))}</td>
                <td class="n">{NumberText.Score(found?.MeanTop1Probability)}</td>
                <td class="n">{NumberText.Score(found?.MeanLabelProbability)}</td><td><code>{model.Sha256}</code></td></tr>

                """);
        }
    }
}
