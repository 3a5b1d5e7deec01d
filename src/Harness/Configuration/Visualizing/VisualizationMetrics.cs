using VisEval.Core;
using VisEval.Methods;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Configuration.Visualizing;

/// <summary>What pictures of units are measured by, as people write it, and what they are measured against.</summary>
internal static class VisualizationMetrics
{
    /// <summary>The family of visualizers that are there for comparison.</summary>
    private const string Controls = Evaluation.Visualizing.VisualizationScorer.Controls;

    /// <summary>The metrics as written, with every one that is not named in the place of <c>all</c>; one that has a single dialect is meant
    /// in it.</summary>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> texts, Catalogue<IVisualizationMetric> catalogue)
    {
        var written = texts.Where(t => t != AllUnits.Word).ToList();
        return texts.Contains(AllUnits.Word)
            ?
            [
                .. written, .. AllUnits.Unnamed(written, catalogue.Entries)
                    .Select(e => e.Dialects.Count == 1 ? $"{e.Name}@{e.Dialects.Keys.Single()}" : e.Name),
            ]
            : written;
    }

    /// <summary>Why a name is none of a metric of pictures, where it is one of maps; null for any other name.</summary>
    /// <param name="option">The option, for the sentence.</param>
    /// <param name="text">The metric as written.</param>
    /// <param name="catalogues">What there is.</param>
    public static string? Misplaced(string option, string text, Catalogues catalogues)
    {
        var name = text.Split(':', '@')[0].Trim();
        return catalogues.Metrics.Entries.Concat(catalogues.Costs.Entries).Any(e => e.Names.Contains(name))
            && !catalogues.VisualizationMetrics.Entries.Any(e => e.Names.Contains(name))
                ? $"{option} {name} scores maps of images, for the commands run and score; 'viseval list visualization-metrics' names "
                    + "those of pictures."
                : null;
    }

    /// <summary>Visualizers with every control that they do not name, behind them.</summary>
    public static IReadOnlyList<Unit<IFeatureVisualizer>> WithControls(
        IReadOnlyList<Unit<IFeatureVisualizer>> visualizers, Catalogue<IFeatureVisualizer> catalogue)
    {
        var named = visualizers.Select(v => v.Name).ToHashSet();
        return
        [
            .. visualizers,
            .. catalogue.Entries.Where(e => e.Family == Controls && !named.Contains(e.Name)).Select(e => catalogue.Create(e.Name)),
        ];
    }
}
