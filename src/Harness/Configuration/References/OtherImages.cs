using System.Globalization;
using System.Text;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.References;

/// <summary>A number of other images of the dataset that is explained, drawn by the seed from all of it, whatever the limit of the
/// run.</summary>
/// <param name="Count">The number.</param>
internal sealed record OtherImages(int Count) : ReferenceChoice(Count.ToString(CultureInfo.InvariantCulture))
{
    /// <inheritdoc/>
    public override ReferenceImages Open(Preprocessing? preprocessing, ImageSize input, Dataset? dataset, Seed seed)
    {
        if (dataset is null || preprocessing is null)
            throw new InputException(
                $"reference {Count}: single images belong to no dataset that others could be drawn from; give a folder of pictures or an "
                + "array of inputs.");
        var images = dataset.Manifest.Images;
        if (images.Count <= Count)
            throw new InputException(
                $"reference {Count}: dataset '{dataset.Manifest.Name}' has {images.Count} images, so that an image has "
                + $"{images.Count - 1} others at most.");
        return new ReferenceImages(
            $"other images of {dataset.Manifest.Name}", Count,
            Tensor.Stack([.. Images(dataset, seed).Select(image => Item(ImageLoader.Load(dataset, image, preprocessing, input).Input))]));
    }

    /// <inheritdoc/>
    public override string Sha256Of(IReadOnlyList<Dataset> datasets, Seed seed) => Sha256.Of(Encoding.UTF8.GetBytes(string.Join(
        '\n', datasets.SelectMany(dataset => Images(dataset, seed).Select(image => $"{dataset.Manifest.Name}/{image.Id}")))));

    // One more: an image is no reference for itself.
    private IReadOnlyList<DatasetImage> Images(Dataset dataset, Seed seed) =>
        Drawn(dataset.Manifest.Images, image => image.Id, seed, Count + 1);

    private static Tensor Item(Tensor image) => image.Reshape(image.Shape[1..]);
}
