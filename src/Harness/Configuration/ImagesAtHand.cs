using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration;

/// <summary>What files tell of the size of a network's images, where the network leaves it free.</summary>
internal static class ImagesAtHand
{
    private const int Colours = 3;

    /// <summary>What is said, with what the file of the preprocessing states and the size of the images.</summary>
    /// <param name="said">What the user says of the network; it stands before the files.</param>
    /// <param name="array">A .npy file of images, or null.</param>
    /// <param name="picture">A picture, or null.</param>
    /// <param name="preprocessing">The file that says how pictures become input, or null.</param>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public static NetworkChoices With(NetworkChoices said, string? array, string? picture = null, string? preprocessing = null) =>
        said.Or((preprocessing is null ? NetworkChoices.None : PreprocessingFile.ReadAll(preprocessing).Choices) with
        {
            AtHand = array is not null ? InputArray.SizeOf(array)
                : picture is not null ? OfPicture(picture) : null,
        });

    private static ImageSize? OfPicture(string path) =>
        PictureSize.Of(path) is var (height, width) ? new ImageSize(Colours, height, width) : null;
}
