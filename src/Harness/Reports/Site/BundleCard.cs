using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Harness.Reports.Site;

/// <summary>What is known of a bundle: its hash, what was run, on what, how well the networks classify.</summary>
internal static class BundleCard
{
    /// <summary>The part of the page.</summary>
    public static Markup Render(Bundle bundle)
    {
        var facts = Provenance.Of(bundle.Results);
        return Markup.Of($"""
            <section class="bundle" id="b{bundle.Sha256}">
            <h3>SHA-256 <code>{bundle.Sha256}</code></h3>
            {bundle.Results.Warnings.Select(w => Markup.Of($"<p class=\"warning\">{w}</p>\n"))}<dl>
            <dt>VisEval</dt><dd>{facts.Version}, preset {facts.Preset}, seed {facts.Seed}, threads {facts.Threads}</dd>
            <dt>computed</dt><dd>{NumberText.Whole(facts.Cells.Done)} cells, {NumberText.Whole(facts.Cells.Numbers)} numbers:
            {NumberText.Whole(facts.Cells.Ok)} stand, {NumberText.Whole(facts.Cells.Failed)} failed</dd>
            {facts.Datasets.Select(d => Line($"dataset {d.Name}", $"{d.Classes} classes, {RunText.Count(d.Images, "image")}", d.Sha256))}
            {facts.Networks.Select(n => Line(
                $"network {n.Model}",
                n.Accuracy is { } accuracy
                    ? $"top-1 among the labels {n.Right} of {n.Labelled}, {NumberText.Percent(accuracy)}; {Probabilities(n)}"
                    : $"no labelled image; {Probabilities(n)}",
                n.Sha256))}
            {facts.Machine.Select(m => Markup.Of($"<dt>{m.Key}</dt><dd>{m.Value}</dd>\n"))}</dl>
            </section>

            """);
    }

    private static string Probabilities(NetworkProvenance network) =>
        $"mean probability of top-1 {NumberText.Score(network.MeanTop1Probability)}, of the labelled class "
        + NumberText.Score(network.MeanLabelProbability);

    private static Markup Line(string what, string facts, string sha256) =>
        Markup.Of($"<dt>{what}</dt><dd>{facts}; SHA-256 <code>{sha256}</code></dd>\n");
}
