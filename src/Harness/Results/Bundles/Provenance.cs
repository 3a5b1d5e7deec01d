using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Results.Bundles;

/// <summary>What a reviewer asks of a run: versions, machine, settings, hashes, how well the networks classify, how much was computed.
/// All of it follows from the run's results.</summary>
/// <param name="Version">The version of VisEval that computed the numbers.</param>
/// <param name="Machine">Processor, cores, operating system, versions, the program's hash.</param>
/// <param name="Threads">Images worked on at once.</param>
/// <param name="Preset">The preset.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Limit">Images per dataset, null for all.</param>
/// <param name="TargetsPerImage">Classes explained of each image, null for all.</param>
/// <param name="Reference">The reference images; null for none.</param>
/// <param name="Datasets">Name and hash of every manifest, which states the hashes of its files.</param>
/// <param name="Networks">The networks.</param>
/// <param name="Methods">The methods with their options.</param>
/// <param name="Metrics">The metrics with their options.</param>
/// <param name="Cells">How many cells there are.</param>
internal sealed record Provenance(
    string Version, IReadOnlyDictionary<string, string> Machine, int Threads, string Preset, long Seed, int? Limit, int? TargetsPerImage,
    ReferenceInfo? Reference, IReadOnlyList<DatasetProvenance> Datasets, IReadOnlyList<NetworkProvenance> Networks,
    IReadOnlyList<string> Methods, IReadOnlyList<string> Metrics, CellCounts Cells)
{
    /// <summary>The plug-ins that gave some of its units; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PluginInfo>? Plugins { get; init; }

    /// <summary>The provenance of a run.</summary>
    public static Provenance Of(RunResults results)
    {
        var info = results.Info;
        return new Provenance(
            info.Version, new SortedDictionary<string, string>(info.Machine.ToDictionary(), StringComparer.Ordinal), info.Threads,
            info.Preset, info.Seed, info.Limit, info.TargetsPerImage, info.Reference,
            [.. info.Datasets.Select(d => new DatasetProvenance(d.Name, d.Sha256, ImagesOf(info, d), d.Classes.Count))],
            [
                .. info.Models.SelectMany(m => info.Datasets.Select(d => NetworkProvenance.Of(m, d, results.Predictions)))
                    .OfType<NetworkProvenance>(),
            ],
            [.. info.Methods.Select(m => m.Key)], [.. info.Metrics.Select(m => m.Key)], CellCounts.Of(results))
        {
            Plugins = info.Plugins,
        };
    }

    private static int ImagesOf(RunInfo info, DatasetInfo dataset) =>
        info.Anytime?.Samples?.FirstOrDefault(s => s.Dataset == dataset.Name)?.Images.Count ?? dataset.Images;

    /// <summary>As JSON in UTF-8.</summary>
    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, BundleManifest.Json), (byte)'\n'];
}

/// <summary>A dataset of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The hash of its manifest.</param>
/// <param name="Images">Images used.</param>
/// <param name="Classes">Classes.</param>
internal sealed record DatasetProvenance(string Name, string Sha256, int Images, int Classes);

/// <summary>A network on a dataset.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="DescriptionSha256">The hash of the description beside it; null without one.</param>
/// <param name="RandomLabelsSha256">The hash of the network fitted to random labels; null without one.</param>
/// <param name="Images">Images classified.</param>
/// <param name="Labelled">Those of them that have a label.</param>
/// <param name="Right">Those of the labelled ones whose first choice is among the labels.</param>
/// <param name="Accuracy">Right / Labelled; null without a labelled image.</param>
/// <param name="MeanTop1Probability">The mean probability of the first choice; null where it is unknown of an image.</param>
/// <param name="MeanLabelProbability">The mean probability of the labelled class; null where it is unknown of a labelled image.</param>
internal sealed record NetworkProvenance(
    string Model, string Dataset, string Sha256, string? DescriptionSha256, string? RandomLabelsSha256, int Images, int Labelled,
    int Right, double? Accuracy, double? MeanTop1Probability, double? MeanLabelProbability)
{
    /// <summary>Of a network on a dataset; null where it classified nothing of it.</summary>
    public static NetworkProvenance? Of(ModelInfo model, DatasetInfo dataset, IReadOnlyList<PredictionRow> predictions) =>
        Recognition.Of(predictions.Where(p => p.Model == model.Name && p.Dataset == dataset.Name)) is [var own]
            ? new NetworkProvenance(
                model.Name, dataset.Name, model.Sha256, model.DescriptionSha256, model.RandomLabelsSha256, own.Images, own.Labelled,
                own.Right, own.Accuracy, own.MeanTop1Probability, own.MeanLabelProbability)
            : null;
}
