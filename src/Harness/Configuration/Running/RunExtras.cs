using VisEval.Core;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results;
using VisEval.Methods;

namespace VisEval.Harness.Configuration.Running;

/// <summary>Plans what a run does beside explaining images: it shows units of its networks and looks into their layers.</summary>
internal static class RunExtras
{
    /// <summary>Plans it.</summary>
    /// <param name="run">The run.</param>
    public static FurtherPlan Plan(FurtherRequest run)
    {
        var choices = RunChoices.Of(run.Config, run.Preset, run.Catalogues, run.Mistakes);
        if (!choices.AreSome)
            return FurtherPlan.None;
        List<RunNetwork> networks = [.. run.Networks.Select(n => new RunNetwork(n.Name, n.Dataset, n.Open()))];
        var notes = new List<string>();
        var visualizing = new RunVisualizing(run.Config, choices, networks, run.Seed, run.Mistakes, notes.Add).Plan();
        var analyses = RunAnalyses.Plan(
            run.Config, choices, networks, run.Seed, run.Directory, run.Catalogues.Analyses, run.Mistakes, notes.Add);
        return new FurtherPlan(
            [.. visualizing, .. analyses], notes, InfoOf(run, choices, visualizing),
            run.Mistakes.Count > 0 ? null : InfoOf(run, choices, analyses));
    }

    private static VisualizationsInfo? InfoOf(FurtherRequest run, RunChoices choices, IReadOnlyList<NetworkVisualizing> planned)
    {
        VisualizerInfo Of(Unit<IFeatureVisualizer> visualizer) => new(
            visualizer.Key, visualizer.Name, run.Catalogues.Visualizers[visualizer.Name].Paper, VisualizationScorer.IsControl(visualizer));
        return planned.Count == 0 ? null : new VisualizationsInfo(
            [.. choices.Visualizers.Where(v => planned.Any(p => p.Job.Visualizers.Contains(v))).Select(Of)],
            run.Config.Units, [.. choices.Metrics.Select(m => m.Key)], run.Config.VisualizationSeeds)
        {
            Planned = planned.Sum(p => p.Count),
        };
    }

    private static RepresentationInfo? InfoOf(FurtherRequest run, RunChoices choices, IReadOnlyList<AnalysisJob> planned)
    {
        var concepts = ConceptFolders.Resolved(run.Config.Concepts, run.Directory);
        return planned.Count == 0 ? null : new RepresentationInfo(
            [
                .. choices.Analyses.Where(a => planned.Any(p => p.Analyses.Any(b => b.Unit.Key == a.Key)))
                    .Select(a => new AnalysisInfo(a.Key, a.Name, run.Catalogues.Analyses[a.Name].Paper)),
            ],
            run.Config.Layers, concepts)
        {
            ConceptsSha256 = ConceptFolders.Sha256Of(concepts),
            Planned = planned.Sum(p => p.Count),
        };
    }
}
