using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>run</c> and <c>plan</c> about what is shown of units and looked for in layers.</summary>
internal sealed class RunVisualizationOptions
{
    private const string Beside = "; none for none. Default: none; of a run that names neither methods nor metrics what its preset has "
        + "(docs/presets.md). See: list ";

    private readonly Option<string[]> _visualizers = CommonOptions.Repeated(
        "--visualizer", "V",
        $"Pictures of what units of the networks respond to: name, name@dialect or name:option=value,…, or all; repeatable{Beside}"
        + "visualizers");

    private readonly Option<string[]> _units = CommonOptions.Repeated(
        "--unit", "U",
        "With visualizers: class:3, TENSOR (a layer), TENSOR:channel or TENSOR:channel@row,column, of every network that has it, or "
        + "MODEL:UNIT; repeatable. Default: every class of a network, of more than ten ten evenly spread");

    private readonly Option<string[]> _metrics = CommonOptions.Repeated(
        "--visualization-metric", "Z",
        "What the pictures are measured by, beside those of all controls, which are made too: a metric, or all; repeatable; none for none. "
        + "Default: those of the preset. See: list visualization-metrics");

    private readonly ReadOption<int?> _seeds = SettingOptions.VisualizationSeeds();

    private readonly Option<string[]> _analyses = CommonOptions.Repeated(
        "--analysis", "A", $"Analyses of what layers hold: an analysis, or all; repeatable{Beside}analyses");

    private readonly Option<string[]> _layers = CommonOptions.Repeated(
        "--layer", "T",
        "With analyses: a tensor of every network that has it, or MODEL:TENSOR, or input, middle, final, stages; repeatable. Default: "
        + "final, the layer that class activation maps take");

    private readonly Option<string[]> _concepts = CommonOptions.Repeated(
        "--concept", "NAME=DIR|NAME",
        "With analyses: a folder of pictures that show a concept, or concepts of the dataset by name or category; repeatable. Default: all "
        + "of the dataset");

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_visualizers, _units, _metrics, _seeds, _analyses, _layers, _concepts];

    /// <summary>A configuration with everything replaced that the command line names.</summary>
    public RunConfig Read(ArgumentReader read, RunConfig config)
    {
        var parse = read.Parse;
        return config with
        {
            Visualizers = RunOptions.Or(parse.GetValue(_visualizers), config.Visualizers),
            Units = RunOptions.Or(parse.GetValue(_units), config.Units),
            VisualizationMetrics = RunOptions.Or(parse.GetValue(_metrics), config.VisualizationMetrics),
            VisualizationSeeds = read.Value(_seeds) ?? config.VisualizationSeeds,
            Analyses = RunOptions.Or(parse.GetValue(_analyses), config.Analyses),
            Layers = RunOptions.Or(parse.GetValue(_layers), config.Layers),
            Concepts = RunOptions.Or(parse.GetValue(_concepts), config.Concepts),
        };
    }
}
