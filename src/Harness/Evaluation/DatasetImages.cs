using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>The images of a dataset, from its files.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="images">Its images, in order, after the limit.</param>
/// <param name="preprocessing">How a picture becomes input: the model's own, or the dataset's.</param>
/// <param name="input">The network's input size.</param>
/// <param name="targets">The classes to explain by image id, null for the model's top-1; null for what the dataset says.</param>
internal sealed class DatasetImages(
    Dataset dataset,
    IReadOnlyList<DatasetImage> images,
    Preprocessing preprocessing,
    ImageSize input,
    IReadOnlyDictionary<string, IReadOnlyList<int?>>? targets = null)
    : IImageSource
{
    /// <summary>The number of classes explained of an image at most, the first ones.</summary>
    public int MostTargets { get; init; } = int.MaxValue;

    /// <summary>The dataset.</summary>
    public Dataset Dataset => dataset;

    /// <inheritdoc/>
    public string Name => dataset.Manifest.Name;

    /// <inheritdoc/>
    public IReadOnlyList<DatasetImage> Images => images;

    /// <inheritdoc/>
    public IEnumerable<string> AllIds => dataset.Manifest.Images.Select(i => i.Id);

    /// <inheritdoc/>
    public Preprocessing Preprocessing => preprocessing;

    /// <inheritdoc/>
    public PreparedImage Load(DatasetImage image) => ImageLoader.Load(dataset, image, preprocessing, input);

    /// <summary>SHA-256 of the picture's bytes.</summary>
    public string ContentOf(DatasetImage image) => Sha256.Of(image.Source.Read(dataset.Folder));

    /// <summary>SHA-256 of all that is read of an image.</summary>
    public string HashOf(DatasetImage image) => UsedFiles.HashOf(image, dataset.Folder);

    /// <inheritdoc/>
    public GroundTruth? Truth(PreparedImage image, int target, int explained) =>
        GroundTruthReader.For(dataset, image.Image, target, image.Geometry, input);

    /// <inheritdoc/>
    public byte[] Picture(PreparedImage image) => InputPicture.ToPng(image.Input, preprocessing, image.Geometry);

    /// <inheritdoc/>
    public Picture WholePicture(PreparedImage image) => ImageLoader.Whole(dataset, image.Image);

    /// <inheritdoc/>
    public IReadOnlyList<int> Targets(DatasetImage image, int top1) => targets is null
        ? [.. Datasets.Targets.Of(dataset.Manifest.Target, image, top1).Take(MostTargets)]
        : [.. targets[image.Id].Select(target => target ?? top1)];

    /// <inheritdoc/>
    public int AllTargets(DatasetImage image) => Datasets.Targets.Of(dataset.Manifest.Target, image, ExplanationKey.NoTarget).Count;
}
