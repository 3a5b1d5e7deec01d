using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Turns picture files into network input.</summary>
public static class ImageLoader
{
    /// <summary>Loads an image of a dataset; the geometry starts from the image its boxes were drawn on.</summary>
    /// <param name="dataset">The dataset, whose folder the file is relative to.</param>
    /// <param name="image">The image.</param>
    /// <param name="preprocessing">How the picture becomes input.</param>
    /// <param name="input">The network's input size.</param>
    /// <exception cref="InputException">The picture cannot be decoded; names the file.</exception>
    public static PreparedImage Load(Dataset dataset, DatasetImage image, Preprocessing preprocessing, ImageSize input) =>
        Load(image, dataset.Folder, preprocessing, input);

    /// <summary>Loads a single picture without labels; its id is the file name.</summary>
    /// <param name="path">A JPEG or PNG file.</param>
    /// <param name="preprocessing">How the picture becomes input.</param>
    /// <param name="input">The network's input size.</param>
    /// <exception cref="InputException">The picture cannot be decoded; names the file.</exception>
    public static PreparedImage Load(string path, Preprocessing preprocessing, ImageSize input) =>
        Load(new DatasetImage(Path.GetFileName(path), path, [], []), "", preprocessing, input);

    private static PreparedImage Load(DatasetImage image, string folder, Preprocessing preprocessing, ImageSize input)
    {
        var stored = image.Source.Read(folder);
        var picture = image.Source.Decode(stored, folder);
        var cut = Cut.Of(picture.Width, picture.Height, preprocessing, input);
        if (preprocessing.ChannelCount == 1)
            picture = picture.ToGray();
        var resized = Resampling.Bilinear(picture, cut.Width, cut.Height).Crop(cut.Top, cut.Left, input.Height, input.Width);
        var (width, height) = image.SizeOr(picture.Width, picture.Height);
        var content = Sha256.Of(stored);
        return new PreparedImage(image, Normalize(resized, preprocessing), cut.Geometry(width, height), content)
        {
            Used = UsedFiles.HashOf(image, folder, content),
        };
    }

    private static Tensor Normalize(Picture picture, Preprocessing preprocessing)
    {
        var plane = picture.Width * picture.Height;
        var values = new float[picture.Channels * plane];
        for (var c = 0; c < picture.Channels; c++)
        {
            var stored = preprocessing.StoredChannel(c);
            for (var i = 0; i < plane; i++)
                values[c * plane + i] = preprocessing.Normalized(picture.Pixels[i * picture.Channels + stored], c);
        }
        return new Tensor(values, 1, picture.Channels, picture.Height, picture.Width);
    }
}
