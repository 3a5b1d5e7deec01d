using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>What is wrong with the units that a run names, where nothing else of it can be looked up.</summary>
internal static class UnitMistakes
{
    /// <summary>Every mistake in the names and options of units.</summary>
    public static IReadOnlyList<string> Of(RunConfig config, Catalogues catalogues)
    {
        var mistakes = new Mistakes();
        Check("method", config.Methods, catalogues.Methods, mistakes);
        if (config.Metrics.Count > 0)
        {
            var choice = MetricChoice.Of(config.Metrics, catalogues, mistakes);
            Check("metric", choice.Maps ?? [], catalogues.Metrics, mistakes);
            Check("metric", choice.Costs, catalogues.Costs, mistakes);
        }
        Check("visualizer", config.Visualizers, catalogues.Visualizers, mistakes);
        Check("visualization metric", config.VisualizationMetrics, catalogues.VisualizationMetrics, mistakes);
        Check("analysis", config.Analyses, catalogues.Analyses, mistakes);
        return mistakes.Sentences;
    }

    private static void Check<T>(string kind, IReadOnlyList<string> texts, Catalogue<T> catalogue, Mistakes mistakes) where T : class
    {
        foreach (var text in texts.Where(t => t is not (AllUnits.Word or AllUnits.None)))
            mistakes.Try(() => catalogue.Create(text), $"{kind} ");
    }
}
