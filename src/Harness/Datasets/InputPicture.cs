using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>Turns network input back into a picture: (x·Std + Mean)/Scale, rounded and clamped to 0..255, in R, G, B order.</summary>
internal static class InputPicture
{
    /// <summary>A PNG of one input, 1×C×H×W or C×H×W, for people.</summary>
    /// <param name="input">The input.</param>
    /// <param name="preprocessing">How it was made.</param>
    /// <param name="geometry">How it was cut from its picture: where one axis was shrunk more than the other, the other is shrunk as
    /// much, so that everything has its own proportions again; null to show the input as it is.</param>
    public static byte[] ToPng(Tensor input, Preprocessing preprocessing, ImageGeometry? geometry = null)
    {
        using var image = ToImage(input, preprocessing);
        var (width, height) = geometry is null ? (image.Width, image.Height) : Proportional(image.Width, image.Height, geometry);
        if ((width, height) == (image.Width, image.Height))
            return Png(image);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var shrunk = surface.Snapshot();
        return Png(shrunk);
    }

    private static byte[] Png(SKImage image)
    {
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static (int Width, int Height) Proportional(int width, int height, ImageGeometry geometry)
    {
        var stretch = geometry.ScaleX / geometry.ScaleY;
        return stretch < 1
            ? (width, Math.Max(1, (int)Math.Round(height * stretch)))
            : (Math.Max(1, (int)Math.Round(width / stretch)), height);
    }

    /// <summary>The same picture as lossless WebP, compressed as well as it can be: its length tells how much there is to see.</summary>
    public static byte[] ToWebP(Tensor input, Preprocessing preprocessing)
    {
        using var image = ToImage(input, preprocessing);
        using var pixels = image.PeekPixels() ?? throw new InvalidOperationException("A picture in memory has no pixels.");
        using var webp = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100));
        return webp?.ToArray() ?? throw new InvalidOperationException("A picture could not be compressed.");
    }

    /// <summary>A picture of one gray value as network input, 1×C×H×W: (value·Scale − Mean)/Std.</summary>
    public static Tensor Gray(byte value, ImageSize size, Preprocessing preprocessing)
    {
        var input = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
        for (var c = 0; c < size.Channels; c++)
            input.Values.AsSpan(c * size.Pixels, size.Pixels).Fill(preprocessing.Normalized(value, c));
        return input;
    }

    /// <summary>A preprocessing that shows an input whose own is not known: its smallest value as black, its largest as white.</summary>
    public static Preprocessing Stretch(Tensor input)
    {
        var (channels, low, high) = (input.Shape[^3], input.Values.Min(), input.Values.Max());
        var range = high > low ? high - low : 1.0;
        return new Preprocessing(
            Preprocessing.ChannelOrders.First(order => order.Value == channels).Key, 1 / 255.0,
            [.. Enumerable.Repeat(-low / range, channels)], [.. Enumerable.Repeat(1 / range, channels)]);
    }

    private static SKImage ToImage(Tensor input, Preprocessing preprocessing)
    {
        var (height, width) = (input.Shape[^2], input.Shape[^1]);
        var plane = height * width;
        var channels = preprocessing.ChannelCount;
        var rgba = new byte[plane * 4];
        rgba.AsSpan().Fill(255);
        for (var c = 0; c < channels; c++)
            for (var i = 0; i < plane; i++)
            {
                var value = preprocessing.Stored(input.Values[c * plane + i], c);
                // An input that is not finite has no colour; it shows as black.
                var level = double.IsFinite(value) ? (byte)Math.Clamp(Math.Round(value), 0, 255) : (byte)0;
                if (channels == 1)
                    rgba.AsSpan(i * 4, 3).Fill(level);
                else if (c < 3)
                    rgba[i * 4 + preprocessing.StoredChannel(c)] = level;
            }
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        return SKImage.FromPixelCopy(info, rgba, info.RowBytes);
    }
}
