using VisEval.Methods.Facts;

namespace VisEval.Harness.Configuration.Running;

/// <summary>Options of a run about units and layers that change nothing of it.</summary>
internal static class WithoutEffect
{
    private const string OfUnits =
        "units, visualization metrics and visualization seeds are for visualizers; name some with --visualizer V.";

    private const string OfLayers = "layers and concepts are for analyses; name some with --analysis A.";

    /// <summary>Sentences for a person; what the file of an earlier run says is nobody's mistake.</summary>
    /// <param name="config">The run.</param>
    /// <param name="choices">What it asks for, all of it looked up.</param>
    public static IEnumerable<string> Of(RunConfig config, RunChoices choices)
    {
        var (shown, found) = (config.Repeats?.Visualizations, config.Repeats?.Representation);
        var hasSeeds = config.VisualizationSeeds != 1 && config.VisualizationSeeds != shown?.Seeds;
        if (choices.Visualizers.Count == 0
            && (hasSeeds || IsSaid(config.Units, shown?.Units) || IsSaid(config.VisualizationMetrics, shown?.Metrics)))
            yield return OfUnits;
        else if (hasSeeds && choices.Visualizers.Count > 0 && !choices.Visualizers.Any(v => VisualizerFacts.Of(v.Value).IsRandomized))
            yield return "--visualization-seeds is for visualizers that draw random numbers, and none of those named does; leave it out.";
        if (choices.Analyses.Count == 0 && (IsSaid(config.Layers, found?.Layers) || IsSaid(config.Concepts, found?.Concepts)))
            yield return OfLayers;
    }

    private static bool IsSaid(IReadOnlyList<string> asked, IReadOnlyList<string>? repeated) =>
        asked.Any(text => text != AllUnits.None && repeated?.Contains(text) != true);
}
