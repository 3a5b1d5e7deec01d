using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods;
using VisEval.Metrics.Visualization;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>run</c> and <c>plan</c> about what is shown of units and looked for in layers.</summary>
internal sealed class RunVisualizationOptions
{
    private const string Beside = "; none for none. Default: none; of a run that names neither methods nor metrics what its preset has "
        + "(docs/presets.md). See: list ";

    private readonly Option<string[]> _visualizers = CommonOptions.Several(
        "--visualizer", "V",
        $"Pictures of what units of the networks respond to: name, name@dialect or name:option=value,…, or all; one or several{Beside}"
        + "visualizers")
        .Naming<IFeatureVisualizer>("all", "none");

    private readonly Option<string[]> _units = CommonOptions.Several(
        "--unit", "U",
        "With visualizers: class:3, TENSOR (a layer), TENSOR:channel or TENSOR:channel@row,column, of every network that has it, or "
        + "MODEL:UNIT; one or several. Default: every class of a network, of more than ten ten evenly spread");

    private readonly Option<string[]> _metrics = CommonOptions.Several(
        "--visualization-metric", "Z",
        "What the pictures are measured by, beside those of all controls, which are made too: a metric, or all; one or several; none for "
        + "none. Default: those of the preset. See: list visualization-metrics")
        .Naming<IVisualizationMetric>("all", "none");

    private readonly ReadOption<int?> _seeds = SettingOptions.VisualizationSeeds();

    private readonly Option<string[]> _analyses = CommonOptions.Several(
        "--analysis", "A", $"Analyses of what layers hold: an analysis, or all; one or several{Beside}analyses")
        .Naming<IRepresentationAnalysis>("all", "none");

    private readonly Option<string[]> _layers = CommonOptions.Several(
        "--layer", "T",
        "With analyses: a tensor of every network that has it, or MODEL:TENSOR, or input, middle, final, stages; one or several. Default: "
        + "final, the layer that class activation maps take");

    private readonly Option<string[]> _concepts = CommonOptions.Several(
        "--concept", "NAME=DIR|NAME",
        "With analyses: a folder of pictures that show a concept, or concepts of the dataset by name or category; one or several. Default: "
        + "all of the dataset");

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_visualizers, _units, _metrics, _seeds, _analyses, _layers, _concepts];

    /// <summary>The options that take several words.</summary>
    public IEnumerable<Option<string[]>> Lists => [_visualizers, _units, _metrics, _analyses, _layers, _concepts];

    /// <summary>A configuration with everything replaced that the command line names.</summary>
    public RunConfig Read(ArgumentReader read, ListWords words, RunConfig config) => config with
    {
        Visualizers = words.Or(_visualizers, config.Visualizers),
        Units = words.Or(_units, config.Units),
        VisualizationMetrics = words.Or(_metrics, config.VisualizationMetrics),
        VisualizationSeeds = read.Value(_seeds) ?? config.VisualizationSeeds,
        Analyses = words.Or(_analyses, config.Analyses),
        Layers = words.Or(_layers, config.Layers),
        Concepts = words.Or(_concepts, config.Concepts),
    };
}
