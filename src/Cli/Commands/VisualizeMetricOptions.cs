using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Metrics.Visualization;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>visualize</c> that have the pictures measured.</summary>
internal sealed class VisualizeMetricOptions
{
    private const string All = "all";

    private readonly Option<string[]> _metrics = CommonOptions.Several(
        "--metric", "Z",
        "Numbers of the pictures, beside those of all controls, which are made too: name, name@dialect, name:option=value,…, or all. "
        + "See: list visualization-metrics");

    private readonly Option<string[]> _others = CommonOptions.Several(
        "--other-model", "M", "With --metric: other networks for the same pictures, in place of the other networks of the dataset");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_metrics);
        command.Add(_others);
    }

    /// <summary>A request with the metrics, and with every control that it does not name.</summary>
    public VisualizeRequest Apply(VisualizeRequest request, ArgumentReader read, Catalogues catalogues)
    {
        var texts = read.Parse.GetValue(_metrics) ?? [];
        var others = read.Parse.GetValue(_others) ?? [];
        if (texts.Length == 0)
        {
            if (others.Length > 0)
                read.Mistake("--other-model is for --metric.");
            return request;
        }
        List<Unit<IVisualizationMetric>> metrics =
            [.. Expand(texts, catalogues).Select(text => read.Try(() => Create(text, catalogues))).OfType<Unit<IVisualizationMetric>>()];
        foreach (var twice in metrics.GroupBy(m => m.Key).Where(g => g.Count() > 1))
            read.Mistake($"--metric '{twice.Key}' is named {twice.Count()} times; name it once.");
        var named = request.Visualizers.Select(v => CatalogueEntry.Of(v.Value).Name).ToHashSet();
        return request with
        {
            Metrics = metrics,
            Others = others,
            Visualizers =
            [
                .. request.Visualizers,
                .. catalogues.Visualizers.Entries.Where(e => e.Family == VisualizationScorer.Controls && !named.Contains(e.Name))
                    .Select(e => catalogues.Visualizers.Create(e.Name)),
            ],
        };
    }

    // A metric that has one dialect only is meant in it.
    private static IEnumerable<string> Expand(string[] texts, Catalogues catalogues)
    {
        var written = texts.Where(t => t != All).ToList();
        var named = written.Select(t => t.Split(':', '@')[0].Trim()).ToHashSet();
        return texts.Contains(All)
            ? written.Concat(catalogues.VisualizationMetrics.Entries.Where(e => !named.Contains(e.Name))
                .Select(e => e.Dialects.Count == 1 ? $"{e.Name}@{e.Dialects.Keys.Single()}" : e.Name))
            : written;
    }

    private static Unit<IVisualizationMetric> Create(string text, Catalogues catalogues)
    {
        var name = text.Split(':', '@')[0].Trim();
        return catalogues.Metrics.Entries.Concat(catalogues.Costs.Entries).Any(e => e.Names.Contains(name))
            && !catalogues.VisualizationMetrics.Entries.Any(e => e.Names.Contains(name))
                ? throw new InputException($"--metric {name} scores maps of images, for the commands run and score; "
                    + "'viseval list visualization-metrics' names those of pictures.")
                : catalogues.VisualizationMetrics.Create(text);
    }
}
