namespace VisEval.Harness.Datasets.Pictures;

/// <summary>How large a picture may be. A file of a few bytes can claim any size; it is told from the head, before anything is
/// decoded.</summary>
internal static class PictureLimits
{
    /// <summary>The most pixels that are decoded: 89,478,485, about 9459×9459, Pillow's limit without a warning. Decoding takes 7
    /// bytes a pixel, of 16-bit files 14.</summary>
    public const int MostPixels = 1024 * 1024 * 1024 / 4 / 3;

    /// <summary>The longest side that a picture may be resized to on purpose.</summary>
    public const int LongestSide = 1 << 14;

    /// <summary>Whether a picture may be decoded.</summary>
    public static bool Allow(long width, long height) => width >= 1 && height >= 1 && width <= MostPixels / height;

    /// <summary>What is said of a picture that may not.</summary>
    public static string Refusal(long width, long height) =>
        FormattableString.Invariant($"{width}×{height} pixels are too many; at most {MostPixels:N0} are read. Scale the picture down.");
}
