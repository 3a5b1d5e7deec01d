using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Evaluation;

/// <summary>Images that belong to no dataset: pictures, or the items of an array.</summary>
/// <param name="name">What results call the images together.</param>
/// <param name="images">The images, in order; ids are unique.</param>
/// <param name="preprocessing">How a picture becomes input; null where that is not known.</param>
internal sealed class LooseImages(string name, IReadOnlyList<LooseImage> images, Preprocessing? preprocessing) : IImageSource
{
    private readonly Dictionary<string, LooseImage> _images = images.ToDictionary(i => i.Id);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<DatasetImage> Images { get; } = [.. images.Select(i => new DatasetImage(i.Id, "", [], []))];

    /// <inheritdoc/>
    public Preprocessing? Preprocessing => preprocessing;

    /// <inheritdoc/>
    public PreparedImage Load(DatasetImage image)
    {
        var loose = _images[image.Id];
        var input = loose.Load();
        return new PreparedImage(
            image, input, loose.Geometry ?? ImageGeometry.Identity(input.Shape[2], input.Shape[3]), loose.Content);
    }

    /// <inheritdoc/>
    public GroundTruth? Truth(PreparedImage image, int target, int explained) => target == explained ? _images[image.Image.Id].Truth : null;

    /// <summary>The image as a PNG; without a preprocessing nobody knows its colours: its own range is shown as black to white.</summary>
    public byte[] Picture(PreparedImage image) =>
        InputPicture.ToPng(image.Input, preprocessing ?? InputPicture.Stretch(image.Input), image.Geometry);

    /// <inheritdoc/>
    public Picture WholePicture(PreparedImage image) => _images[image.Image.Id].File is { } file
        ? PictureFile.Decode(file)
        : PictureFile.Decode(Picture(image), image.Image.Id);

    /// <inheritdoc/>
    public IReadOnlyList<int> Targets(DatasetImage image, int top1) => [.. _images[image.Id].Targets.Select(target => target ?? top1)];
}

/// <summary>An image that belongs to no dataset.</summary>
/// <param name="Id">Unique among the images.</param>
/// <param name="Load">Gives the normalised pixels, 1×C×H×W.</param>
/// <param name="Targets">The classes to explain, distinct; null for the model's top-1.</param>
/// <param name="Truth">Where the explained class is; null where nobody says.</param>
/// <param name="Content">The hash of what it was read from: the picture's file, or its values in the array.</param>
internal sealed record LooseImage(
    string Id,
    Func<Tensor> Load,
    IReadOnlyList<int?> Targets,
    GroundTruth? Truth,
    string Content)
{
    /// <summary>Full path of the picture it was read from; null for an array.</summary>
    public string? File { get; init; }

    /// <summary>How the input was cut from the picture; null where the input is all there is.</summary>
    public ImageGeometry? Geometry { get; init; }
}
