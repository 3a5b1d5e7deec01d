using System.Reflection;
using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Plugins;
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
    public Catalogue<IFeatureVisualizer> Visualizers { get; init; } = UnitSources.BuiltIn.Catalogue<IFeatureVisualizer>();

    /// <summary>The metrics of their pictures.</summary>
    public Catalogue<IVisualizationMetric> VisualizationMetrics { get; init; } = UnitSources.BuiltIn.Catalogue<IVisualizationMetric>();

    /// <summary>The analyses of what layers hold.</summary>
    public Catalogue<IRepresentationAnalysis> Analyses { get; init; } = UnitSources.BuiltIn.Catalogue<IRepresentationAnalysis>();

    /// <summary>The layouts of datasets.</summary>
    internal DatasetFormats Formats { get; init; } = DatasetFormats.BuiltIn;

    /// <summary>The plug-ins that some of it comes from.</summary>
    internal LoadedPlugins Plugins { get; init; } = LoadedPlugins.None;

    /// <summary>The methods and metrics that come with VisEval.</summary>
    public static Catalogues BuiltIn() => Of(LoadedPlugins.None);

    /// <summary>These with the units of assemblies of this program.</summary>
    /// <exception cref="InputException">Every mistake in their units.</exception>
    public Catalogues With(params IReadOnlyList<Assembly> assemblies) => Of(PluginLoader.With(Plugins, assemblies));

    /// <summary>These with the units of plug-ins, which are loaded for as long as the program runs. Their code runs with your
    /// rights.</summary>
    /// <param name="files">Their files; relative paths start in the current directory.</param>
    /// <exception cref="InputException">Every mistake in all of them, each naming the file.</exception>
    public Catalogues WithPlugins(params IReadOnlyList<string> files) =>
        Of(PluginLoader.Load(files, Environment.CurrentDirectory, Plugins));

    /// <summary>What comes with VisEval and with plug-ins.</summary>
    internal static Catalogues Of(LoadedPlugins plugins)
    {
        var sources = plugins.Sources;
        return new Catalogues(
            sources.Catalogue<IAttributionMethod>(), sources.Catalogue<IMetric>(), sources.Catalogue<ICostMetric>())
        {
            Visualizers = sources.Catalogue<IFeatureVisualizer>(),
            VisualizationMetrics = sources.Catalogue<IVisualizationMetric>(),
            Analyses = sources.Catalogue<IRepresentationAnalysis>(),
            Formats = plugins.All.Count == 0 ? DatasetFormats.BuiltIn : DatasetFormats.Of(sources),
            Plugins = plugins,
        };
    }

    /// <summary>The names of the units of a kind, also those of wrappers, in the order of names.</summary>
    /// <param name="kind">The kind of a <see cref="UnitKindAttribute"/>.</param>
    public IReadOnlyList<string> NamesOf(string kind) =>
    [
        .. ((IEnumerable<(string Kind, string Name)>)
            [
                .. Named(Methods), .. Named(Metrics), .. Named(Costs), .. Named(Visualizers), .. Named(VisualizationMetrics),
                .. Named(Analyses),
            ]).Where(n => n.Kind == kind).Select(n => n.Name).Order(StringComparer.Ordinal),
    ];

    /// <summary>The unit of a kind that has a name; null for none.</summary>
    internal CatalogueEntry? EntryOf(string kind, string name) =>
        ((IEnumerable<(string Kind, CatalogueEntry Entry)>)
            [
                .. Of(Methods), .. Of(Metrics), .. Of(Costs), .. Of(Visualizers), .. Of(VisualizationMetrics), .. Of(Analyses),
            ]).FirstOrDefault(n => n.Kind == kind && n.Entry.Names.Contains(name)).Entry;

    private static IEnumerable<(string Kind, CatalogueEntry Entry)> Of<T>(Catalogue<T> catalogue) where T : class
    {
        var kind = typeof(T).GetCustomAttribute<UnitKindAttribute>()!.Kind;
        return catalogue.Entries.Concat(catalogue.Wrappers).Select(entry => (kind, entry));
    }

    private static IEnumerable<(string Kind, string Name)> Named<T>(Catalogue<T> catalogue) where T : class
    {
        var kind = typeof(T).GetCustomAttribute<UnitKindAttribute>()!.Kind;
        return catalogue.Entries.Concat(catalogue.Wrappers).SelectMany(e => e.Names).Select(name => (kind, name));
    }

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
}
