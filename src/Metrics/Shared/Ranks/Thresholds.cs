using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>Sets of pixels from maps.</summary>
internal static class Thresholds
{
    /// <summary>The pixels with L &gt; <paramref name="share"/> · max L, strictly; none where no value is positive.</summary>
    public static PixelMask Above(SaliencyMap map, double share)
    {
        var largest = map.Values[Ranking.FirstMaximum(map.Values)];
        var pixels = new bool[map.Values.Length];
        // Rounded to the precision of the map, so that a stored value of exactly share·max does not pass by a rounding error.
        var threshold = (float)(share * largest);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = largest > 0 && map.Values[i] > threshold;
        return new PixelMask(pixels, map.Height, map.Width);
    }
}
