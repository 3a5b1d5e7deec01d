using VisEval.Core;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Configuration.Running;

/// <summary>What a run shows of units and looks for in layers, looked up.</summary>
/// <param name="Visualizers">The visualizers, controls last.</param>
/// <param name="Metrics">What their pictures are measured by.</param>
/// <param name="Analyses">The analyses of layers.</param>
/// <param name="Named">The names of visualizers and analyses that the user wrote.</param>
internal sealed record RunChoices(
    IReadOnlyList<Unit<IFeatureVisualizer>> Visualizers, IReadOnlyList<Unit<IVisualizationMetric>> Metrics,
    IReadOnlyList<Unit<IRepresentationAnalysis>> Analyses, IReadOnlySet<string> Named)
{
    /// <summary>Whether everything that was written could be read; whether an option has an effect is not known before.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether there is anything to do.</summary>
    public bool AreSome => Visualizers.Count + Analyses.Count > 0;

    /// <summary>Looks up what a run asks for, or else its preset where it names neither methods nor metrics.</summary>
    /// <param name="config">The run.</param>
    /// <param name="preset">The preset; null if it is not known.</param>
    /// <param name="catalogues">What there is.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static RunChoices Of(RunConfig config, Preset? preset, Catalogues catalogues, Mistakes mistakes)
    {
        // Who names methods or metrics wants these and nothing beside them.
        var before = mistakes.Count;
        var isAll = config.Repeats is null && config.Methods.Count == 0 && config.Metrics.Count == 0;
        var visualizers = Resolve(
            "visualizer", config.Visualizers, isAll ? preset?.Visualizers : null, catalogues.Visualizers, preset,
            config.Repeats?.Visualizations?.Visualizers.Select(v => v.Key), mistakes);
        var analyses = Resolve(
            "analysis", config.Analyses, isAll ? preset?.Analyses : null, catalogues.Analyses, preset,
            config.Repeats?.Representation?.Analyses.Select(a => a.Key), mistakes);
        var metrics = visualizers.Count == 0 ? [] : MetricsOf(config, preset, catalogues, mistakes);
        var choices = new RunChoices(
            metrics.Count == 0 ? visualizers : VisualizationMetrics.WithControls(visualizers, catalogues.Visualizers), metrics, analyses,
            config.Visualizers.Concat(config.Analyses).Select(t => t.Split(':', '@')[0].Trim()).ToHashSet())
        {
            IsWhole = mistakes.Count == before,
        };
        if (choices.IsWhole)
            mistakes.Add(WithoutEffect.Of(config, choices));
        if (!Settings.VisualizationSeeds.Allows(config.VisualizationSeeds))
            mistakes.Add(Settings.VisualizationSeeds.Refusal(FormattableString.Invariant($"{config.VisualizationSeeds}")));
        return choices;
    }

    private static IReadOnlyList<Unit<IVisualizationMetric>> MetricsOf(
        RunConfig config, Preset? preset, Catalogues catalogues, Mistakes mistakes)
    {
        var texts = VisualizationMetrics.Expand(
            AllUnits.OrNone("visualization metric", config.VisualizationMetrics, preset?.VisualizationMetrics ?? [], mistakes),
            catalogues.VisualizationMetrics);
        var misplaced = texts.ToLookup(t => VisualizationMetrics.Misplaced("--visualization-metric", t, catalogues));
        mistakes.Add(misplaced.Select(m => m.Key).OfType<string>());
        return Resolve(
            "visualization metric", [.. misplaced[null]], null, catalogues.VisualizationMetrics, preset,
            config.Repeats?.Visualizations?.Metrics, mistakes);
    }

    private static IReadOnlyList<Unit<T>> Resolve<T>(
        string kind, IReadOnlyList<string> written, IReadOnlyList<string>? otherwise, Catalogue<T> catalogue, Preset? preset,
        IEnumerable<string>? repeated, Mistakes mistakes) where T : class
    {
        var texts = AllUnits.Expand(AllUnits.OrNone(kind, written, otherwise ?? [], mistakes), catalogue.Entries);
        if (texts.Count == 0)
            return [];
        var keys = (repeated ?? []).Distinct().ToDictionary(key => key, _ => (IReadOnlyList<string>?)null);
        return [.. new UnitResolver<T>(kind, catalogue, preset, keys).Resolve(texts, null, mistakes).Select(u => u.Unit)];
    }
}
