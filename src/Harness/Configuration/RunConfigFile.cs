using System.Text;
using VisEval.Core;
using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration;

/// <summary>Reads a run from a file: a configuration that a person wrote, or the run.json of an earlier run.</summary>
/// <remarks>Names and paths in the file mean what they would mean on the command line: a relative path starts at the current
/// directory.</remarks>
internal static class RunConfigFile
{
    private static readonly Dictionary<string, ExistingRun> ExistingRuns =
        Enum.GetValues<ExistingRun>().ToDictionary(e => Kebab.From(e.ToString()));

    private static readonly Dictionary<string, Discard> Discarded =
        Enum.GetValues<Discard>().ToDictionary(d => Kebab.From(d.ToString()));

    private static readonly Dictionary<string, BoxConvention> BoxConventions =
        Enum.GetValues<BoxConvention>().ToDictionary(b => Kebab.From(b.ToString()));

    /// <summary>Reads the file.</summary>
    /// <param name="path">A CONFIG.json or a run.json.</param>
    /// <exception cref="InputException">Every mistake, with the file and the place in it.</exception>
    public static RunConfig Read(string path)
    {
        var config = Parse(path);
        return config.FileMistakes.Count == 0 ? config : throw new InputException(config.FileMistakes);
    }

    /// <summary>What can be read of the file, with its mistakes, so that the units that it names are checked together with its
    /// form.</summary>
    /// <param name="path">A CONFIG.json or a run.json.</param>
    /// <exception cref="InputException">It is no JSON, or a run.json with mistakes.</exception>
    internal static RunConfig Parse(string path)
    {
        var content = JsonFile.Read(path);
        var mistakes = new Mistakes();
        var fields = JsonFile.Parse(path, content, mistakes);
        // Only the description of a finished run says on which machine it was.
        var config = fields.Has("machine") ? Same(RunInfoJson.FromText(Encoding.UTF8.GetString(content), path)) : Config(fields);
        return mistakes.Count == 0 ? config : config with { FileMistakes = mistakes.Sentences };
    }

    /// <summary>The configuration of these fields; mistakes are noted.</summary>
    internal static RunConfig Config(JsonFields fields)
    {
        fields.Of<RunConfig>().As("maxMemory", typeof(RunConfig), nameof(RunConfig.MaxMemoryMegabytes))
            .As("deviceMemory", typeof(Device), nameof(Onnx.Engine.Device.MemoryMegabytes))
            .As("scoreOutput", typeof(RunInfo), nameof(RunInfo.ScoreOutput)).As("size", typeof(RunInfo), nameof(RunInfo.ImageSize))
            .As("score", typeof(NetworkChoices), nameof(NetworkChoices.Reduction))
            .As("format", typeof(DatasetOptions), nameof(DatasetOptions.Format))
            .As("table", typeof(DatasetOptions), nameof(DatasetOptions.Table))
            .As("boxes", typeof(DatasetOptions), nameof(DatasetOptions.Boxes))
            .As("where", typeof(DatasetOptions), nameof(DatasetOptions.Where))
            .As("corrupt", typeof(DatasetOptions), nameof(DatasetOptions.Corrupt))
            .As("images", typeof(DatasetOptions), nameof(DatasetOptions.Images));
        var config = new RunConfig(
            Texts(fields, "datasets"),
            Texts(fields, "models"),
            fields.Optional("methods")?.List(UnitReader.Of<IAttributionMethod>()) ?? [],
            fields.Optional("metrics")?.List(UnitReader.Of<IMetric>()) ?? []);
        config = config with
        {
            Preset = fields.Optional("preset")?.Among(Presets.All.Select(p => p.Name)).Text() ?? config.Preset,
            Limit = fields.Optional("limit")?.Within(Settings.Limit.Bounds).Integer(),
            TargetsPerImage = fields.Optional("targetsPerImage")?.Within(Settings.TargetsPerImage.Bounds).Integer(),
            Seed = fields.Optional("seed")?.Long() ?? config.Seed,
            Seeds = fields.Optional("seeds")?.Within(Settings.Seeds.Bounds).Integer() ?? config.Seeds,
            Threads = fields.Optional("threads")?.Within(Settings.Threads.Bounds).Integer(),
            MaxMemoryMegabytes = fields.Optional("maxMemory")?.Within(Settings.MaxMemory.Bounds).Integer() ?? config.MaxMemoryMegabytes,
            Device = Device(fields),
            Reference = fields.Optional("reference")?.Scalar(),
            Preprocessing = fields.Optional("preprocessing") is { } preprocessing ? PreprocessingReader.Read(preprocessing) : null,
            Shuffled = fields.Optional("shuffled")?.Flag() ?? config.Shuffled,
            Network = new NetworkChoices(Output: fields.Optional("scoreOutput")?.Text())
            {
                Plane = Plane(fields),
                Reduction = ModelFile.Reduction(fields),
            },
            Ranking = fields.Optional("ranking")?.Fields() is { } rule ? RankingRuleFile.Read(rule) : null,
            Discard = (fields.Optional("discard")?.Values(v => v.Choice(Discarded)) ?? []).Aggregate(Discard.None, (all, one) => all | one),
            Foreign = ForeignText.Read(fields),
            Until = fields.Optional("until")?.Text(),
            Time = fields.Optional("time")?.Text(),
            DatasetOptions = new DatasetOptions(
                fields.Optional("format")?.Text(),
                Place(fields, "table") is { } table ? Path.GetFullPath(table) : null,
                fields.Optional("boxes")?.Choice(BoxConventions),
                fields.Optional("where")?.Text(),
                fields.Optional("corrupt")?.Text())
            {
                Images = Place(fields, "images") is { } images ? Path.GetFullPath(images) : null,
            },
            Visualizers = fields.Optional("visualizers")?.List(UnitReader.Of<IFeatureVisualizer>()) ?? [],
            Units = Texts(fields, "units"),
            VisualizationMetrics = fields.Optional("visualizationMetrics")?.List(UnitReader.Of<IVisualizationMetric>()) ?? [],
            VisualizationSeeds = fields.Optional("visualizationSeeds")?.Within(Settings.VisualizationSeeds.Bounds).Integer()
                ?? config.VisualizationSeeds,
            Analyses = fields.Optional("analyses")?.List(UnitReader.Of<IRepresentationAnalysis>()) ?? [],
            Layers = Texts(fields, "layers"),
            Concepts = Texts(fields, "concepts"),
            Plugins = Texts(fields, "plugins"),
            Out = Place(fields, "out"),
            Existing = fields.Optional("existing")?.Choice(ExistingRuns) ?? config.Existing,
        };
        fields.Close();
        return config;
    }

    private static IReadOnlyList<string> Texts(JsonFields fields, string name) => fields.Optional(name)?.List(v => v.Text()) ?? [];

    private static string? Place(JsonFields fields, string name)
    {
        if (fields.Optional(name)?.Text() is not { } text)
            return null;
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        fields.Mistake(name, "an empty path would mean the current folder; write one, or leave it out.");
        return null;
    }

    private static Device Device(JsonFields fields)
    {
        var text = fields.Optional("device")?.Text();
        var memory = fields.Optional("deviceMemory")?.Within(Settings.DeviceMemory.Bounds).Integer();
        try
        {
            return (text is null ? Onnx.Engine.Device.Cpu : Onnx.Engine.Device.Parse(text)) with { MemoryMegabytes = memory };
        }
        catch (InputException error)
        {
            fields.Mistake("device", error.Message);
            return Onnx.Engine.Device.Cpu;
        }
    }

    private static PlaneSize? Plane(JsonFields fields)
    {
        if (fields.Optional("size") is not { } value)
            return null;
        if (value.OfLength(2, 2).Values(v => v.Within(JsonBounds.Positive).Integer()) is [> 0 and var height, > 0 and var width])
            return new PlaneSize(height, width);
        fields.Mistake("size", "[height, width] of the images, for example [224, 224].");
        return null;
    }

    // A shard goes on as that shard.
    private static RunConfig Same(RunInfo info) => Repeat(info) with { Shard = info.Shard is { } shard ? Shard.Read(shard) : null };

    /// <summary>The run that a run.json repeats.</summary>
    public static RunConfig Repeat(RunInfo info) => new(
        [.. info.Datasets.Select(d => d.Path)],
        [.. info.Models.Select(m => m.Path)],
        [.. info.Methods.Select(m => m.Key).Where(key => !ForeignKey.Is(key))],
        [.. info.Metrics.Select(m => m.Key)],
        info.Preset, info.Limit, info.TargetsPerImage, info.Seed, info.Threads, info.MaxMemoryMegabytes)
    {
        Repeats = info,
        Device = Onnx.Engine.Device.Parse(info.DeviceName) with { MemoryMegabytes = info.DeviceMemoryMegabytes },
        Reference = info.Reference?.Source,
        Preprocessing = info.Preprocessing,
        Seeds = info.Seeds ?? SeedKey.First,
        DatasetOptions = info.DatasetOptions ?? DatasetOptions.None,
        Shuffled = info.Shuffled,
        Network = new NetworkChoices(Output: info.ScoreOutput)
        {
            Plane = info.ImageSize is [var height, var width] ? new PlaneSize(height, width) : null,
        }.With(info.Network),
        Ranking = info.Ranking,
        Foreign = ForeignText.Repeat(info),
        Plugins = [.. (info.Plugins ?? []).Select(p => p.Path)],
        Discard = info.Discard,
        // How far the clock lets a run come is no part of what it is.
        Until = info.Anytime?.Rule is { } rule ? StopRuleText.Of(rule) : null,
        Visualizers = OrNone(info.Visualizations?.Visualizers.Select(v => v.Key)),
        Units = info.Visualizations?.Units ?? [],
        VisualizationMetrics = OrNone(info.Visualizations?.Metrics),
        VisualizationSeeds = info.Visualizations?.Seeds ?? 1,
        Analyses = OrNone(info.Representation?.Analyses.Select(a => a.Key)),
        Layers = info.Representation?.Layers ?? [],
        Concepts = info.Representation?.Concepts ?? [],
    };

    // What a run did not do its repetition does not do either, whatever its preset says.
    private static IReadOnlyList<string> OrNone(IEnumerable<string>? units) =>
        units?.ToList() is { Count: > 0 } some ? some : [AllUnits.None];
}
