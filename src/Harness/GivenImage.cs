using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness;

/// <summary>One image from code, with the class to explain, as the evaluation sees images.</summary>
/// <param name="image">The image.</param>
/// <param name="preprocessing">How a picture becomes input; null where only tensors do.</param>
/// <param name="input">The network's input size.</param>
/// <param name="target">The class; null for the network's first choice.</param>
/// <param name="truth">Where it is; null where nobody says.</param>
internal sealed class GivenImage(InputImage image, Preprocessing? preprocessing, ImageSize input, int? target, Truth? truth) : IImageSource
{
    /// <summary>The class to explain; null for the network's first choice.</summary>
    public int? Target => target;

    /// <inheritdoc/>
    public string Name => "";

    /// <inheritdoc/>
    public IReadOnlyList<DatasetImage> Images { get; } =
        [new DatasetImage(image.Name, image.Name, [], truth?.Objects ?? []) { Packed = image.Picture }];

    /// <inheritdoc/>
    public Preprocessing? Preprocessing => preprocessing;

    /// <inheritdoc/>
    public PreparedImage Load(DatasetImage given)
    {
        var prepared = Prepare(given);
        truth?.Check(prepared.Geometry.OriginalHeight, prepared.Geometry.OriginalWidth);
        return prepared;
    }

    /// <inheritdoc/>
    public GroundTruth? Truth(PreparedImage prepared, int asked, int explained) =>
        asked == explained ? GroundTruthReader.For("", prepared.Image, asked, prepared.Geometry, input) : null;

    /// <inheritdoc/>
    public byte[] Picture(PreparedImage prepared) =>
        InputPicture.ToPng(prepared.Input, preprocessing ?? InputPicture.Stretch(prepared.Input), prepared.Geometry);

    /// <inheritdoc/>
    public Picture WholePicture(PreparedImage prepared) => image.Picture is { } picture
        ? picture.Decode(picture.Read(""), "")
        : PictureFile.Decode(Picture(prepared), image.Name);

    /// <inheritdoc/>
    public IReadOnlyList<int> Targets(DatasetImage given, int top1) => [target ?? top1];

    private PreparedImage Prepare(DatasetImage given)
    {
        if (image.Tensor is not { } tensor)
            return ImageLoader.Load(given, "", preprocessing!, input);
        if (!tensor.Shape[1..].SequenceEqual([input.Channels, input.Height, input.Width]))
            throw new InputException($"{image.Name}: the input is {string.Join('×', tensor.Shape[1..].ToArray())}; the network takes "
                + $"{input.Channels}×{input.Height}×{input.Width} (channels, height, width).");
        return new PreparedImage(given, tensor, ImageGeometry.Identity(input.Height, input.Width), InputArray.Contents(tensor)[0]);
    }
}
