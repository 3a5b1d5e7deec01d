using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Results;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration;

/// <summary>A run as asked for, by file and command line, before anything was looked up.</summary>
/// <param name="Datasets">Names under datasets/, paths of a dataset.json, folders or files of a known layout; empty: the embedded
/// dataset.</param>
/// <param name="Models">Names under the dataset's models/, folders, or .onnx files; empty: every model of the dataset that is not marked
/// a control.</param>
/// <param name="Methods">Units; empty: all.</param>
/// <param name="Metrics">Units; empty: all.</param>
/// <param name="Preset">quick, standard or full.</param>
/// <param name="Limit">Images per dataset; null: as the preset says.</param>
/// <param name="TargetsPerImage">Classes explained of each image; null: as the preset says.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Threads">Images worked on at once; null: all processors.</param>
/// <param name="MaxMemoryMegabytes">Memory budget of the engine.</param>
/// <param name="Out">The run directory; null: results/&lt;dataset&gt;-&lt;preset&gt;.</param>
/// <param name="Existing">What to do where the directory holds a run.</param>
public sealed record RunConfig(
    IReadOnlyList<string> Datasets,
    IReadOnlyList<string> Models,
    IReadOnlyList<string> Methods,
    IReadOnlyList<string> Metrics,
    string Preset = Settings.DefaultPreset,
    int? Limit = null,
    int? TargetsPerImage = null,
    long Seed = Settings.DefaultSeed,
    int? Threads = null,
    int MaxMemoryMegabytes = Settings.DefaultMemory,
    string? Out = null,
    ExistingRun Existing = ExistingRun.Resume)
{
    /// <summary>The run that a run.json asks to repeat, or null. A unit that is written as one of its keys means exactly that unit, on the
    /// datasets it was run on: neither preset nor manifest adds options to it.</summary>
    internal RunInfo? Repeats { get; init; }

    /// <summary>The embedded benchmark with preset quick: <c>RunConfig.Default with { Methods = ["grad-cam"], Limit = 8 }</c>.</summary>
    public static RunConfig Default { get; } = new([], [], [], []);

    /// <summary>The reference images: a number of other images of the dataset, a folder, or an array; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>What is said of every network that its file leaves open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>The maps of each explanation by a method that draws random numbers, each of another seed.</summary>
    public int Seeds { get; init; } = SeedKey.First;

    /// <summary>How datasets without a dataset.json are read and which pictures are taken.</summary>
    public DatasetOptions DatasetOptions { get; init; } = DatasetOptions.None;

    /// <summary>Whether methods are also scored with their maps of other images.</summary>
    public bool Shuffled { get; init; } = true;

    /// <summary>How pictures become input of every model, whatever models and datasets say; null for what they say.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>The files of plug-ins, whose units can be named beside those of VisEval.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The visualizers of units, or none; empty: as the preset says.</summary>
    public IReadOnlyList<string> Visualizers { get; init; } = [];

    /// <summary>The units that are shown: of every network that has them, or MODEL:UNIT; empty: classes, spread evenly.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>What the pictures of units are measured by, or none; empty: as the preset says.</summary>
    public IReadOnlyList<string> VisualizationMetrics { get; init; } = [];

    /// <summary>Pictures of each unit by a visualizer that draws random numbers, each of another seed.</summary>
    public int VisualizationSeeds { get; init; } = 1;

    /// <summary>The analyses of layers, or none; empty: as the preset says.</summary>
    public IReadOnlyList<string> Analyses { get; init; } = [];

    /// <summary>The layers that are analysed: of every network that has them, or MODEL:TENSOR; empty: the one that class activation maps
    /// take.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The concepts of analyses, names or NAME=DIR; empty: all of the dataset.</summary>
    public IReadOnlyList<string> Concepts { get; init; } = [];

    /// <summary>How methods are ranked; null: <see cref="RankingRule.Default"/>.</summary>
    public RankingRule? Ranking { get; init; }

    /// <summary>When the run may end before all images were used, as <see cref="StopRuleText"/> reads it; null: never.</summary>
    public string? Until { get; init; }

    /// <summary>The time after which the run ends, as <see cref="Input.TimeText"/> reads it; null for none.</summary>
    public string? Time { get; init; }

    /// <summary>The maps and commands of other tools.</summary>
    public ForeignChoice Foreign { get; init; } = ForeignChoice.None;

    /// <summary>What is not kept.</summary>
    public Discard Discard { get; init; }

    /// <summary>Where networks run; part of what the run is.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>The part of the run that is done; null for all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>What was wrong in the file it was read from: it is not run, and only the units that it names are looked up.</summary>
    internal IReadOnlyList<string> FileMistakes { get; init; } = [];

    /// <summary>Whether the run is planned to be divided in shards; a shard is.</summary>
    public bool IsDivided { get => field || Shard is not null; init; }
}
