using VisEval.Core;
using VisEval.Harness.Configuration.Representing;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods;

namespace VisEval.Harness.Configuration;

/// <summary>What a run does beside explaining images: it shows units of its networks and looks into their layers.</summary>
/// <param name="Visualizing">What is shown, one for every dataset and network.</param>
/// <param name="Analyses">What is looked for, one for every dataset.</param>
/// <param name="Notes">What was left out, sentences.</param>
/// <param name="Shown">The description of what is shown; null for nothing.</param>
/// <param name="Found">The description of what is looked for; null for nothing.</param>
internal sealed record RunExtras(
    IReadOnlyList<NetworkVisualizing> Visualizing, IReadOnlyList<AnalysisJob> Analyses, IReadOnlyList<string> Notes,
    VisualizationsInfo? Shown, RepresentationInfo? Found)
{
    /// <summary>Plans it.</summary>
    /// <param name="config">The run.</param>
    /// <param name="choices">What it asks for.</param>
    /// <param name="catalogues">What there is.</param>
    /// <param name="models">Its networks that fit their datasets, each opened for one thread a pass.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static RunExtras Plan(
        RunConfig config, RunChoices choices, Catalogues catalogues,
        IReadOnlyList<(string Name, DatasetPlan Dataset, OpenedModel Opened)> models, Seed seed, string directory, Mistakes mistakes)
    {
        List<RunNetwork> networks = [.. models.Select(m => new RunNetwork(m.Name, m.Dataset, m.Opened))];
        var notes = new List<string>();
        var visualizing = new RunVisualizing(config, choices, networks, seed, mistakes, notes.Add).Plan();
        var analyses = RunAnalyses.Plan(config, choices, networks, seed, directory, mistakes, notes.Add);
        return new RunExtras(
            visualizing, analyses, notes, InfoOf(config, choices, catalogues, visualizing),
            mistakes.Count > 0 ? null : InfoOf(config, choices, catalogues, analyses, directory));
    }

    /// <summary>The description of the run with it.</summary>
    public RunInfo In(RunInfo info) => info with { Visualizations = Shown, Representation = Found };

    private static VisualizationsInfo? InfoOf(
        RunConfig config, RunChoices choices, Catalogues catalogues, IReadOnlyList<NetworkVisualizing> planned)
    {
        VisualizerInfo Of(Unit<IFeatureVisualizer> visualizer) => new(
            visualizer.Key, visualizer.Name, catalogues.Visualizers[visualizer.Name].Paper, VisualizationScorer.IsControl(visualizer));
        return planned.Count == 0 ? null : new VisualizationsInfo(
            [.. choices.Visualizers.Where(v => planned.Any(p => p.Job.Visualizers.Contains(v))).Select(Of)],
            config.Units, [.. choices.Metrics.Select(m => m.Key)], config.VisualizationSeeds)
        {
            Planned = planned.Sum(p => p.Count),
        };
    }

    private static RepresentationInfo? InfoOf(
        RunConfig config, RunChoices choices, Catalogues catalogues, IReadOnlyList<AnalysisJob> planned, string directory)
    {
        var concepts = ConceptFolders.Resolved(config.Concepts, directory);
        return planned.Count == 0 ? null : new RepresentationInfo(
            [
                .. choices.Analyses.Where(a => planned.Any(p => p.Analyses.Any(b => b.Unit.Key == a.Key)))
                    .Select(a => new AnalysisInfo(a.Key, a.Name, catalogues.Analyses[a.Name].Paper)),
            ],
            config.Layers, concepts)
        {
            ConceptsSha256 = ConceptFolders.Sha256Of(concepts),
            Planned = planned.Sum(p => p.Analyses.Count),
        };
    }
}
