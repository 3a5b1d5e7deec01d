using System.Numerics;
using System.Text;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Turns picture files into network input.</summary>
/// <remarks>Files of 16 bits keep them: a stored value v counts as v/257, resized and normalized without rounding to 8 bits.</remarks>
internal static class ImageLoader
{
    private const double FineSteps = 257;

    /// <summary>Loads an image of a dataset; the geometry starts from the image its boxes were drawn on.</summary>
    /// <param name="dataset">The dataset, whose folder the file is relative to.</param>
    /// <param name="image">The image.</param>
    /// <param name="preprocessing">How the picture becomes input.</param>
    /// <param name="input">The network's input size.</param>
    /// <exception cref="InputException">The picture cannot be decoded or brought to that size; names the file.</exception>
    public static PreparedImage Load(Dataset dataset, DatasetImage image, Preprocessing preprocessing, ImageSize input) =>
        Load(image, dataset.Folder, preprocessing, input, dataset.Corruption);

    /// <summary>Loads a single picture without labels; its id is the file name.</summary>
    /// <param name="path">A picture file.</param>
    /// <param name="preprocessing">How the picture becomes input.</param>
    /// <param name="input">The network's input size.</param>
    /// <exception cref="InputException">The picture cannot be decoded or brought to that size; names the file.</exception>
    public static PreparedImage Load(string path, Preprocessing preprocessing, ImageSize input) =>
        Load(new DatasetImage(Path.GetFileName(path), path, [], []), "", preprocessing, input);

    /// <summary>The whole picture of an image, with what is done to the dataset's pictures before they are resized.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="InputException">The picture cannot be decoded; names the file.</exception>
    public static Picture Whole(Dataset dataset, DatasetImage image)
    {
        var stored = image.Source.Read(dataset.Folder);
        return Decode(image, dataset.Folder, stored, Sha256.Of(stored), dataset.Corruption);
    }

    private static Picture Decode(DatasetImage image, string folder, byte[] stored, string content, Corruption? corruption) =>
        image.Source.Decode(stored, folder) is var picture && corruption is not null ? corruption.Apply(picture, content) : picture;

    /// <summary>Loads an image whose files are relative to a folder.</summary>
    internal static PreparedImage Load(
        DatasetImage image, string folder, Preprocessing preprocessing, ImageSize input, Corruption? corruption = null)
    {
        var stored = image.Source.Read(folder);
        var content = Sha256.Of(stored);
        var used = UsedFiles.HashOf(image, folder, content);
        var picture = Decode(image, folder, stored, content, corruption);
        if (corruption is not null)
            content = Sha256.Of(Encoding.UTF8.GetBytes($"{content} {corruption.Text}"));
        var cut = Cut.Of(picture.Width, picture.Height, preprocessing, input);
        Check(picture, cut, preprocessing, Path.Combine(folder, image.Source.File));
        var tensor = picture.Fine is { } fine
            ? Prepare(
                new Raster<ushort>(fine, picture.Width, picture.Height, picture.Channels), picture.Alpha, cut, preprocessing, input,
                FineSteps)
            : Prepare(picture.Bytes, picture.Alpha, cut, preprocessing, input, 1);
        var (width, height) = image.SizeOr(picture.Width, picture.Height);
        return new PreparedImage(image, tensor, cut.Geometry(width, height), content)
        {
            Used = used,
        };
    }

    private static void Check(Picture picture, Cut cut, Preprocessing preprocessing, string path)
    {
        if (preprocessing.HasAlpha && picture.Alpha is null)
            throw new InputException(
                $"{path}: the picture has no transparency, which is the fourth channel of this network's input "
                + $"({preprocessing.Channels}).");
        // Between the two passes a picture has its own height.
        if (!PictureLimits.Allow(cut.Width, Math.Max(cut.Height, picture.Height)))
            throw new InputException(
                $"{path}: the picture of {picture.Width}×{picture.Height} pixels would be resized to {cut.Width}×{cut.Height} "
                + $"(\"resize\": \"{preprocessing.Resize}\"), which is too large.");
    }

    private static Tensor Prepare<T>(
        Raster<T> picture, byte[]? alpha, Cut cut, Preprocessing preprocessing, ImageSize input, double steps)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T[] Colour(IReadOnlyList<int>? colour) => [.. (colour ?? [0, 0, 0]).Select(v => T.CreateTruncating(v * steps))];
        if (alpha is not null && preprocessing.HasAlpha)
            picture = picture.With([.. alpha.Select(a => T.CreateTruncating(a * steps))]);
        else if (alpha is not null && preprocessing.Background is { } background)
            picture = picture.With([.. alpha.Select(a => T.CreateTruncating(a * steps))]).Over(Colour(background));
        var outside = Colour(preprocessing.Fill);
        if (preprocessing.ChannelCount == 1)
            (picture, outside) = (picture.ToGray(), new Raster<T>(outside, 1, 1, 3).ToGray().Values);
        else
            picture = picture.ToColour();
        var resized = Resampling.Resize(picture, cut.Width, cut.Height, Interpolation.All[preprocessing.Interpolation])
            .Window(cut.Top, cut.Left, input.Height, input.Width, [.. outside, T.MaxValue]);
        return Normalize(resized, preprocessing, steps);
    }

    private static Tensor Normalize<T>(Raster<T> picture, Preprocessing preprocessing, double steps)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var plane = picture.Width * picture.Height;
        var values = new float[picture.Channels * plane];
        for (var c = 0; c < picture.Channels; c++)
        {
            var stored = preprocessing.StoredChannel(c);
            for (var i = 0; i < plane; i++)
                values[c * plane + i] =
                    preprocessing.Normalized(double.CreateTruncating(picture.Values[i * picture.Channels + stored]) / steps, c);
        }
        return new Tensor(values, 1, picture.Channels, picture.Height, picture.Width);
    }
}
