using SkiaSharp;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Pictures for a page as WebP, which takes a fraction of what PNG takes for pictures without plain areas.</summary>
internal static class WebPicture
{
    // Below this, fine patterns of optimised pictures blur.
    private const int Quality = 88;

    /// <summary>A picture of at most <paramref name="side"/> pixels on its longer side; null where it is damaged.</summary>
    public static PagePicture? Of(byte[] file, int side)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        using var picture = codec is null ? null : SKBitmap.Decode(codec);
        if (picture is null)
            return null;
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest <= side)
            return new PagePicture(Encode(picture), picture.Width, picture.Height);
        var size = new SKImageInfo(
            Math.Max(1, picture.Width * side / longest), Math.Max(1, picture.Height * side / longest), SKColorType.Rgba8888,
            SKAlphaType.Opaque);
        using var small = picture.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return new PagePicture(Encode(small), size.Width, size.Height);
    }

    /// <summary>A picture as it is.</summary>
    public static byte[] Encode(SKBitmap picture)
    {
        using var data = picture.Encode(SKEncodedImageFormat.Webp, Quality);
        return data.ToArray();
    }

    /// <summary>A file of this class as an address.</summary>
    public static string Address(byte[] file) => "data:image/webp;base64," + Convert.ToBase64String(file);
}

/// <summary>A picture of a page.</summary>
/// <param name="File">Its WebP file.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
internal sealed record PagePicture(byte[] File, int Width, int Height)
{
    /// <summary>Its address.</summary>
    public string Address => WebPicture.Address(File);
}
