using VisEval.Core;
using VisEval.Harness.Configuration.Representing;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Input;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Running;

/// <summary>Plans what a run looks for in the layers of its networks.</summary>
internal static class RunAnalyses
{
    // The layer that class activation maps take.
    private static readonly string[] DefaultLayers = ["final"];

    /// <summary>A job for every dataset.</summary>
    /// <param name="config">The run.</param>
    /// <param name="choices">What it asks for.</param>
    /// <param name="networks">Its networks.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="catalogue">The analyses there are.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="say">Takes what is left out, sentences.</param>
    public static IReadOnlyList<AnalysisJob> Plan(
        RunConfig config, RunChoices choices, IReadOnlyList<RunNetwork> networks, Seed seed, string directory,
        Catalogue<IRepresentationAnalysis> catalogue, Mistakes mistakes, Action<string> say)
    {
        if (choices.Analyses.Count == 0)
            return [];
        List<(string Dataset, Study Study)> studies =
        [
            .. networks.GroupBy(n => n.DatasetName).Select(n => (n.Key, Study: StudyOf(config, [.. n], seed, directory, mistakes, say)))
                .Where(s => s.Study.Networks.Count > 0),
        ];
        // What an earlier run's file says is not the user's mistake.
        var concepts = config.Concepts.Except(config.Repeats?.Representation?.Concepts ?? []).ToList();
        if (choices.IsWhole)
            mistakes.Add(ConceptUse.Unused(concepts, studies.Select(s => s.Study), choices.Analyses, catalogue));
        var objections = studies.Select(s => choices.Analyses.ToDictionary(a => a.Key, a => a.Value.Objections(s.Study).ToList())).ToList();
        foreach (var analysis in choices.Analyses)
        {
            var why = objections.SelectMany(o => o[analysis.Key]).Distinct().ToList();
            var isNowhere = objections.TrueForAll(o => o[analysis.Key].Count > 0);
            if (why.Count > 0 && isNowhere && choices.Named.Contains(analysis.Name))
                mistakes.Add(why.Select(w => $"--analysis {w}"));
            else if (why.Count > 0)
                say($"The analysis {analysis.Key} is left out{(isNowhere ? "" : " of a dataset")}: {why[0]}");
        }
        var named = NamedAnalyses.Named(choices.Analyses);
        return
        [
            .. studies.Select((s, i) => new AnalysisJob(
                s.Dataset, s.Study, [.. named.Where(a => objections[i][a.Unit.Key].Count == 0)])
            {
                Small = SmallOf(networks.First(n => n.DatasetName == s.Dataset).Dataset),
            }).Where(j => j.Analyses.Count > 0),
        ];
    }

    private static Func<int, byte[]> SmallOf(DatasetPlan plan) =>
        image => SmallPicture.ToWebP(ImageLoader.Whole(plan.Dataset, plan.Images[image]), SmallImage.Side);

    private static Study StudyOf(
        RunConfig config, IReadOnlyList<RunNetwork> networks, Seed seed, string directory, Mistakes mistakes, Action<string> say)
    {
        List<(string, OpenedModel)> opened = [.. networks.Select(n => (n.Name, n.Opened))];
        // A network without such a layer is nobody's mistake where no layer was named.
        var found = new Mistakes();
        var layers = Studies.Layers(opened, config.Layers.Count > 0 ? config.Layers : DefaultLayers, found);
        if (config.Layers.Count > 0 && found.Count > 0)
        {
            mistakes.Add(found.Sentences);
            // What the analyses object to beside the layers is told with them.
            layers = Studies.WithAll(opened, layers);
        }
        foreach (var network in networks.Where(n => !layers.ContainsKey(n.Name)))
            say($"The analyses leave the network '{network.Name}' out, which has none of the layers.");
        var dataset = networks[0].Dataset;
        return Studies.Of(dataset.Dataset, dataset.Images, opened, layers, config.Concepts, directory, seed, mistakes);
    }
}
