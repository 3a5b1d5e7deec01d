using SkiaSharp;

namespace VisEval.Harness.Results.Storage;

/// <summary>Checks the pictures of a store.</summary>
internal static class StoredPng
{
    /// <summary>The picture, if all of it can be decoded.</summary>
    /// <exception cref="FormatException">It cannot.</exception>
    public static byte[] Checked(byte[]? png)
    {
        using var data = SKData.CreateCopy(png ?? []);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            throw new FormatException("A row holds no picture.");
        using var pixels = new SKBitmap(codec.Info);
        return codec.GetPixels(pixels.Info, pixels.GetPixels()) == SKCodecResult.Success
            ? png!
            : throw new FormatException("A picture is damaged.");
    }
}
