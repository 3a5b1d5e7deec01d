using System.Text.Json.Serialization;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Plugins;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>A finished (or interrupted) run, all of it: what reports are pure functions of.</summary>
/// <param name="Info">What was run, on what, with what; the content of run.json.</param>
/// <param name="Scores">Numbers in the fixed order of the plan.</param>
/// <param name="Curves">Curves in the same order.</param>
/// <param name="Predictions">Predictions in the same order.</param>
/// <param name="Timings">Measured costs.</param>
/// <param name="Failures">What went wrong.</param>
/// <param name="Pictures">The images of the gallery.</param>
/// <param name="Maps">The heatmaps of the gallery.</param>
internal sealed record RunResults(
    RunInfo Info,
    IReadOnlyList<ScoreRow> Scores,
    IReadOnlyList<CurveRow> Curves,
    IReadOnlyList<PredictionRow> Predictions,
    IReadOnlyList<TimingRow> Timings,
    IReadOnlyList<FailureRow> Failures,
    IReadOnlyList<PictureRow> Pictures,
    IReadOnlyList<MapRow> Maps)
{
    /// <summary>Why explanations have no numbers where nothing failed.</summary>
    public IReadOnlyList<RemarkRow> Remarks { get; init; } = [];

    /// <summary>The numbers that methods get with their maps of other images, under the keys of the methods; a method must be better than
    /// these.</summary>
    public IReadOnlyList<ScoreRow> Shuffled { get; init; } = [];

    /// <summary>The numbers of each of the maps that methods drew from several seeds, by seed; <see cref="Scores"/> has their mean. Empty
    /// where every method made one map.</summary>
    public IReadOnlyList<SeedRow> Seeds { get; init; } = [];

    /// <summary>Maps of the gallery's images under randomized weights, where a metric made them.</summary>
    public IReadOnlyList<RandomizedMap> Randomized { get; init; } = [];

    /// <summary>What every metric took on every model.</summary>
    public IReadOnlyList<MetricCostRow> MetricCosts { get; init; } = [];

    /// <summary>The pictures that visualizers made of units of the networks, with their numbers: one entry a dataset and network, in the
    /// order of the run; empty where none were asked for.</summary>
    public IReadOnlyList<NetworkVisualizations> Visualizations { get; init; } = [];

    /// <summary>What analyses found in the layers of the networks, in the order of the run; empty where none were asked for.</summary>
    public IReadOnlyList<AnalysisFindings> Findings { get; init; } = [];

    /// <summary>The images that analyses show as points, small; empty where none does.</summary>
    public IReadOnlyList<SmallImage> SmallImages { get; init; } = [];

    /// <summary>What a reader must know before the numbers: that the run is not finished, that its store is damaged; sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What was run, with what the networks recognize: <see cref="Info"/> as it stands in the run.json of a finished
    /// run.</summary>
    public RunInfo Concluded => Info.Concluded(Predictions);
}

/// <summary>What was run: the content of run.json, which repeats the run when given to <c>viseval run</c>.</summary>
/// <param name="Version">The version of VisEval.</param>
/// <param name="Preset">quick, standard or full.</param>
/// <param name="Limit">Images per dataset, null for all.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Datasets">What was run on.</param>
/// <param name="Models">What was explained.</param>
/// <param name="Methods">The methods, in report order.</param>
/// <param name="Metrics">The metrics, in report order.</param>
/// <param name="Threads">Images worked on at once; changes no number.</param>
/// <param name="MaxMemoryMegabytes">The memory budget; changes no number.</param>
/// <param name="Machine">CPU, operating system, runtime and ONNX Runtime versions, for the reader.</param>
internal sealed record RunInfo(
    string Version,
    string Preset,
    int? Limit,
    long Seed,
    IReadOnlyList<DatasetInfo> Datasets,
    IReadOnlyList<ModelInfo> Models,
    IReadOnlyList<MethodInfo> Methods,
    IReadOnlyList<MetricInfo> Metrics,
    int Threads,
    int MaxMemoryMegabytes,
    IReadOnlyDictionary<string, string> Machine)
{
    /// <summary>Classes explained of each image, null for all.</summary>
    public int? TargetsPerImage { get; init; }

    /// <summary>The maps of each explanation by a method that draws random numbers, each of another seed; null for one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seeds { get; init; }

    /// <summary>Where the networks ran, where that was not the CPU: <c>cuda</c>, <c>cuda:1</c>, ….</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>The memory of the device that might be used, in megabytes; null for no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeviceMemoryMegabytes { get; init; }

    /// <summary>Where the networks ran, the CPU too.</summary>
    [JsonIgnore]
    public string DeviceName => Device ?? "cpu";

    /// <summary>Whether every method was also scored with its maps of other images.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Shuffled { get; init; }

    /// <summary>Which output of the networks holds the scores, where the user said it; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ScoreOutput { get; init; }

    /// <summary>What else the user said of the networks; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkStatement? Network { get; init; }

    /// <summary>Height and width of the networks' images, where the user said them; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? ImageSize { get; init; }

    /// <summary>What is shown of the units of the networks; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VisualizationsInfo? Visualizations { get; init; }

    /// <summary>What is looked for in the layers of the networks; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RepresentationInfo? Representation { get; init; }

    /// <summary>The cells that were planned; null where that was not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Cells { get; init; }

    /// <summary>The methods that the preset left out; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LeftOutMethod>? LeftOut { get; init; }

    /// <summary>How datasets without a dataset.json were read and which pictures were taken; null where nothing was said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DatasetOptions? DatasetOptions { get; init; }

    /// <summary>The images that methods compared with; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReferenceInfo? Reference { get; init; }

    /// <summary>The maps of other tools; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MapsInfo>? Maps { get; init; }

    /// <summary>The commands that made maps; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExternalInfo>? Externals { get; init; }

    /// <summary>How pictures became input of every model, where the user said it; null where models and datasets did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>The plug-ins that gave some of its units; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PluginInfo>? Plugins { get; init; }

    /// <summary>How well every network recognizes the images; null while the run is going on, and where it was not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Recognition>? Recognition { get; init; }

    /// <summary>How its methods are ranked; null where that was not recorded: <see cref="RankingRule.Default"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RankingRule? Ranking { get; init; }

    /// <summary>What was not kept; changes no number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Discard Discard { get; init; }

    /// <summary>That it may use a part of the images, and which; null where it uses all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnytimeInfo? Anytime { get; init; }

    /// <summary>How often a dataset's numbers may have been tested while images were added; 1 where their number was fixed beforehand, the
    /// clock alone ended the run, or all images were used.</summary>
    public int LooksAt(string dataset) => Anytime?.Samples?.FirstOrDefault(s => s.Dataset == dataset)
        is { Ended: not SampleEnd.All, Looks: > 0 and var looks } ? looks : 1;

    /// <summary>Which part of the run this is, <c>2/10</c>; null for all of it. Changes no number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shard { get; init; }

    /// <summary>The parts that were merged into this run, <c>1/10</c>, …; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Merged { get; init; }

    /// <summary>The number of things that merged parts said differently, of which the first stands; null for none. Changes no
    /// number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Conflicts { get; init; }

    /// <summary>The description of the run when it is finished.</summary>
    /// <param name="predictions">What its networks say.</param>
    public RunInfo Concluded(IReadOnlyCollection<PredictionRow> predictions)
    {
        var (datasets, models) = (Datasets.Select(d => d.Name).ToList(), Models.Select(m => m.Name).ToList());
        return this with
        {
            Recognition = predictions.Count == 0
                ? null
                : [.. Results.Recognition.Of(predictions).OrderBy(r => datasets.IndexOf(r.Dataset)).ThenBy(r => models.IndexOf(r.Model))],
        };
    }

    /// <summary>The rule in force.</summary>
    [JsonIgnore]
    public RankingRule Rule => Ranking ?? RankingRule.Default;
}

/// <summary>A method that a preset leaves out, because an explanation takes too long at options at which it is right.</summary>
/// <param name="Method">The canonical unit key.</param>
/// <param name="Passes">What one explanation takes, in forward passes.</param>
/// <param name="Most">What the preset allows.</param>
internal sealed record LeftOutMethod(string Method, double Passes, double Most);

/// <summary>The reference images of a run.</summary>
/// <param name="Source">A number of other images of each dataset, or the path of a folder or an array.</param>
/// <param name="Sha256">SHA-256 of what was used of them: of files, or of the names of images.</param>
internal sealed record ReferenceInfo(string Source, string Sha256);

/// <summary>A dataset of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where its manifest, or the folder or file of another layout is, as given.</param>
/// <param name="Sha256">SHA-256 of the manifest, or of all that was found in another layout.</param>
/// <param name="Classes">Class names by index.</param>
/// <param name="Images">The number of images used.</param>
internal sealed record DatasetInfo(string Name, string Path, string Sha256, IReadOnlyList<string> Classes, int Images);

/// <summary>A model of a run.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Path">Where it is, as given.</param>
/// <param name="Sha256">SHA-256 of the .onnx file.</param>
/// <param name="DescriptionSha256">SHA-256 of the model.json beside it, whose preprocessing changes numbers too; null without one.</param>
/// <param name="RandomLabelsSha256">SHA-256 of the network fitted to random labels that it names; null without one.</param>
internal sealed record ModelInfo(
    string Name, string Path, string Sha256, string? DescriptionSha256 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RandomLabelsSha256 = null)
{
    /// <summary>The datasets it was run on; null for all of the run's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Datasets { get; init; }
}

/// <summary>A method of a run.</summary>
/// <param name="Key">The canonical unit key.</param>
/// <param name="Name">The catalogue name.</param>
/// <param name="Family">The family.</param>
/// <param name="Paper">The publication.</param>
/// <param name="Datasets">The datasets it was run on; null for all of the run's. Options may differ between datasets,
/// and so may the key.</param>
internal sealed record MethodInfo(string Key, string Name, string Family, string Paper, IReadOnlyList<string>? Datasets = null)
{
    private const string FamilyOfControls = "controls";

    /// <summary>Whether it is a control, which every method must outperform.</summary>
    // A run.json written before this was recorded states it by the family only.
    [JsonPropertyName("control")]
    public bool IsControl { get; init; } = Family == FamilyOfControls;
}

/// <summary>A metric of a run, with the facts of its numbers.</summary>
/// <param name="Key">The canonical unit key.</param>
/// <param name="Name">The catalogue name.</param>
/// <param name="Family">The family.</param>
/// <param name="Paper">The publication.</param>
/// <param name="Scores">The numbers it gives.</param>
/// <param name="Datasets">The datasets it was run on; null for all of the run's.</param>
/// <param name="Images">The number of images, first in the dataset, that it was asked of; null for all of the run's.</param>
internal sealed record MetricInfo(
    string Key, string Name, string Family, string Paper, IReadOnlyList<ScoreInfo> Scores, IReadOnlyList<string>? Datasets = null,
    int? Images = null)
{
    /// <summary>What it asks, by which its numbers share a vote in rankings; null where it takes no part in them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Construct? Construct { get; init; }

    /// <summary>The numbers that a map which ignores model and image has at an end of the range by its nature, so that a comparison with it
    /// says nothing; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? TrivialScores { get; init; }
}
