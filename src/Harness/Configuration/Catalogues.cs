using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Configuration;

/// <summary>Everything a run can name.</summary>
/// <param name="Methods">The visualization methods.</param>
/// <param name="Metrics">The metrics of maps.</param>
/// <param name="Costs">The metrics of what an explanation costs; named as metrics are.</param>
public sealed record Catalogues(Catalogue<IAttributionMethod> Methods, Catalogue<IMetric> Metrics, Catalogue<ICostMetric> Costs)
{
    /// <summary>The feature visualizers.</summary>
    public Catalogue<IFeatureVisualizer> Visualizers { get; init; } = new(typeof(IFeatureVisualizer).Assembly);

    /// <summary>The metrics of their pictures.</summary>
    public Catalogue<IVisualizationMetric> VisualizationMetrics { get; init; } = new(typeof(IVisualizationMetric).Assembly);

    /// <summary>What to say where maps are scored and a metric of the pictures of visualizers is named; null for any other name.</summary>
    /// <param name="metric">A metric as written.</param>
    internal string? MisplacedSentence(string metric)
    {
        var name = metric.Split(':', '@')[0].Trim();
        bool Has(IEnumerable<CatalogueEntry> entries) => entries.Any(e => e.Names.Contains(name));
        return Has(VisualizationMetrics.Entries) && !Has(Metrics.Entries) && !Has(Costs.Entries)
            ? $"metric '{name}' is of the pictures that a visualizer makes of a network, for visualize --metric and "
                + "run --visualization-metric; here metrics score maps of images."
            : null;
    }

    /// <summary>The methods and metrics that come with VisEval.</summary>
    public static Catalogues BuiltIn() => new(
        new Catalogue<IAttributionMethod>(typeof(IAttributionMethod).Assembly),
        new Catalogue<IMetric>(typeof(IMetric).Assembly),
        new Catalogue<ICostMetric>(typeof(ICostMetric).Assembly));

    /// <summary>The analyses of what layers hold.</summary>
    public Catalogue<IRepresentationAnalysis> Analyses { get; init; } = new(typeof(IRepresentationAnalysis).Assembly);
}
