namespace VisEval.Core;

/// <summary>A box in pixels: columns <paramref name="X0"/>…<paramref name="X1"/> and rows <paramref name="Y0"/>…<paramref name="Y1"/>,
/// the upper ends exclusive.</summary>
public readonly record struct Box(double X0, double Y0, double X1, double Y1)
{
    /// <summary>The area in square pixels, never negative.</summary>
    public double Area => Math.Max(0, X1 - X0) * Math.Max(0, Y1 - Y0);
}

/// <summary>A set of pixels, row-major.</summary>
public sealed record PixelMask(bool[] Pixels, int Height, int Width)
{
    /// <summary>Whether the pixel in row <paramref name="y"/>, column <paramref name="x"/> belongs to the set.</summary>
    public bool this[int y, int x] => Pixels[y * Width + x];

    /// <summary>The number of pixels in the set.</summary>
    public int Count => Pixels.AsSpan().Count(true);
}

/// <summary>Where the target class is, both in the original image and as the network sees it.</summary>
/// <param name="Original">The pixels of the target in the original image: its masks, or its boxes filled where it has no mask.</param>
/// <param name="Input">The same region at the network's input (H×W), after resizing and cropping.</param>
/// <param name="InputBoxes">The boxes of the target's objects in input pixels.</param>
/// <param name="Geometry">How the input was cut from the original.</param>
public sealed record GroundTruth(PixelMask Original, PixelMask Input, IReadOnlyList<Box> InputBoxes, ImageGeometry Geometry)
{
    /// <summary>Pixels of the input that are neither target nor background, such as the void border of PASCAL VOC;
    /// null where there are none.</summary>
    public PixelMask? InputIgnored { get; init; }

    /// <summary>The same pixels in the original image; null where there are none.</summary>
    public PixelMask? OriginalIgnored { get; init; }
}

/// <summary>How the network's input was cut from the original image: input = original × scale − offset, in pixels.</summary>
public sealed record ImageGeometry(int OriginalHeight, int OriginalWidth, double ScaleX, double ScaleY, double OffsetX, double OffsetY)
{
    /// <summary>An input that is the original, pixel for pixel.</summary>
    public static ImageGeometry Identity(int height, int width) => new(height, width, 1, 1, 0, 0);

    /// <summary>Maps a box from the original to the input (not clipped).</summary>
    public Box ToInput(Box box) =>
        new(box.X0 * ScaleX - OffsetX, box.Y0 * ScaleY - OffsetY, box.X1 * ScaleX - OffsetX, box.Y1 * ScaleY - OffsetY);

    /// <summary>The original position (column, row) of the centre of an input pixel, in pixel indices of the original.</summary>
    public (double X, double Y) ToOriginal(int x, int y) =>
        ((x + 0.5 + OffsetX) / ScaleX - 0.5, (y + 0.5 + OffsetY) / ScaleY - 0.5);
}
