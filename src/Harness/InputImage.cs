using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness;

/// <summary>What a network is asked about: a picture from anywhere, or an input that is prepared already.</summary>
/// <remarks>Random draws of methods and metrics start from the content: of a picture its encoded bytes, of a tensor its values. Nothing is
/// decoded before a network needs it.</remarks>
public sealed class InputImage
{
    private InputImage(string name, IPictureSource? picture, Tensor? tensor) => (Name, Picture, Tensor) = (name, picture, tensor);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The picture; null for an input that is prepared already.</summary>
    internal IPictureSource? Picture { get; }

    /// <summary>The normalized input 1×C×H×W; null for a picture.</summary>
    internal Tensor? Tensor { get; }

    /// <summary>A picture file: JPEG, PNG, BMP, WebP, or the first picture of a GIF or TIFF file; turned upright as its EXIF orientation
    /// says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static InputImage FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FromBytes(InputFile.Read(Path.GetFullPath(path)), path);
    }

    /// <summary>The bytes of a picture file.</summary>
    /// <param name="bytes">The bytes, in any format that <see cref="FromFile"/> takes; copied.</param>
    /// <param name="name">What messages call it.</param>
    public static InputImage FromBytes(ReadOnlyMemory<byte> bytes, string name = "picture") =>
        new(name, new PictureInMemory(name, bytes.ToArray()), null);

    /// <summary>The rest of a stream that holds a picture file.</summary>
    /// <param name="stream">The stream; not closed.</param>
    /// <param name="name">What messages call it.</param>
    public static InputImage FromStream(Stream stream, string name = "picture")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return FromBytes(bytes.ToArray(), name);
    }

    /// <summary>As <see cref="FromStream"/>, without blocking a thread while the stream waits.</summary>
    /// <param name="stream">The stream; not closed.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<InputImage> FromStreamAsync(Stream stream, string name = "picture", CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, stop).ConfigureAwait(false);
        return FromBytes(bytes.ToArray(), name);
    }

    /// <summary>A decoded picture, of any colour type; eight bits a channel are taken of it.</summary>
    /// <param name="bitmap">The picture; it may change afterwards.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It has no pixels, or a colour type that cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public static InputImage FromBitmap(SKBitmap bitmap, string name = "bitmap") => FromBytes(BitmapBytes.Png(bitmap, name), name);

    /// <summary>An input as the network takes it: normalized already.</summary>
    /// <param name="input">1×C×H×W or C×H×W; copied.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is not the input of one image, or has values that are not finite.</exception>
    public static InputImage FromTensor(Tensor input, string name = "input")
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank is not (3 or 4) || (input.Rank == 4 && input.BatchSize != 1))
            throw new InputException(
                $"{name}: the shape [{string.Join(", ", input.Shape.ToArray())}] is not that of one image, 1×C×H×W or C×H×W.");
        if (!SpanMath.AreFinite(input.Memory.Span))
            throw new InputException($"{name}: a value is not finite.");
        var image = input.Clone();
        return new InputImage(name, null, image.Rank == 4 ? image : image.Reshape([1, .. image.Shape]));
    }
}
