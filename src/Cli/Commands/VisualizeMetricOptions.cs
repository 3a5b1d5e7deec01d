using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Metrics.Visualization;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>visualize</c> that have the pictures measured.</summary>
internal sealed class VisualizeMetricOptions
{
    private readonly Option<string[]> _metrics = CommonOptions.Several(
        "--metric", "Z",
        "Numbers of the pictures, beside those of all controls, which are made too: name, name@dialect, name:option=value,…, or all. "
        + "See: list visualization-metrics")
        .Naming<IVisualizationMetric>("all");

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
        var expanded = VisualizationMetrics.Expand(texts, catalogues.VisualizationMetrics);
        List<Unit<IVisualizationMetric>> metrics =
        [
            .. expanded.Select(text => read.Try(() => Create(text, catalogues))).OfType<Unit<IVisualizationMetric>>(),
        ];
        foreach (var twice in metrics.GroupBy(m => m.Key).Where(g => g.Count() > 1))
            read.Mistake($"--metric '{twice.Key}' is named {twice.Count()} times; name it once.");
        return request with
        {
            Metrics = metrics,
            IsWhole = request.IsWhole && metrics.Count == expanded.Count,
            Others = others,
            Visualizers = VisualizationMetrics.WithControls(request.Visualizers, catalogues.Visualizers),
        };
    }

    private static Unit<IVisualizationMetric> Create(string text, Catalogues catalogues) =>
        VisualizationMetrics.Misplaced("--metric", text, catalogues) is { } misplaced
            ? throw new InputException(misplaced)
            : catalogues.VisualizationMetrics.Create(text);
}
