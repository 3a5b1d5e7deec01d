using SkiaSharp;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>Pictures with known bytes.</summary>
public static class TestPictures
{
    /// <summary>The picture whose value at column x, row y, channel c is (37x + 59y + 83c + 11xy) mod 256.</summary>
    public static Picture Pattern(int width, int height, int channels)
    {
        var pixels = new byte[width * height * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (c, x, y) = (i % channels, i / channels % width, i / channels / width);
            pixels[i] = (byte)((37 * x + 59 * y + 83 * c + 11 * x * y) % 256);
        }
        return new Picture(pixels, width, height, channels);
    }

    /// <summary>The part that begins at a row and a column.</summary>
    public static Picture Crop(this Picture picture, int top, int left, int height, int width) => new(
        picture.Bytes.Window(top, left, height, width, [0, 0, 0]).Values, width, height, picture.Channels);

    /// <summary>The picture at another size, bilinear.</summary>
    internal static Picture Bilinear(Picture picture, int width, int height) => new(
        Resampling.Resize(picture.Bytes, width, height, Interpolation.All[Interpolation.Default]).Values, width, height, picture.Channels);

    /// <summary>The bytes of a picture file.</summary>
    public static byte[] Encode(Picture picture, SKEncodedImageFormat format = SKEncodedImageFormat.Png, byte alpha = 255)
    {
        var rgba = new byte[picture.Width * picture.Height * 4];
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            for (var c = 0; c < 3; c++)
                rgba[4 * i + c] = picture.Pixels[i * picture.Channels + (picture.Channels == 3 ? c : 0)];
            rgba[4 * i + 3] = alpha;
        }
        var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var image = SKImage.FromPixelCopy(info, rgba, info.RowBytes);
        using var data = image.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>A mask file: white where <paramref name="rows"/> have an x.</summary>
    public static byte[] Mask(params string[] rows)
    {
        var pixels = rows.SelectMany(r => r.Select(c => c == 'x' ? (byte)255 : (byte)0)).ToArray();
        return Encode(new Picture(pixels, rows[0].Length, rows.Length, 1));
    }
}
