using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>A map and its target without the pixels that are not scored: those of a void border, a crowd, a difficult object.</summary>
/// <remarks>Where pixels are left out, the others stand in one row, in row-major order; metrics that look at values and membership but not
/// at neighbours take them as they would the whole. A pixel that is both the target's and ignored is the target's.</remarks>
/// <param name="Map">The values of the pixels that count.</param>
/// <param name="Target">Which of them are the target's.</param>
internal sealed record ScoredPixels(SaliencyMap Map, PixelMask Target)
{
    /// <summary>The pixels of a map at the network's input that count.</summary>
    /// <param name="map">The map.</param>
    /// <param name="truth">Where the target is, and what is ignored.</param>
    public static ScoredPixels Of(SaliencyMap map, GroundTruth truth)
    {
        if (truth.InputIgnored is not { } ignored || !SpanMath.AreFinite(map.Values))
            return new ScoredPixels(map, truth.Input);
        int[] counted = [.. Enumerable.Range(0, map.Values.Length).Where(i => truth.Input.Pixels[i] || !ignored.Pixels[i])];
        return new ScoredPixels(
            new SaliencyMap(Array.ConvertAll(counted, i => map.Values[i]), 1, counted.Length),
            new PixelMask(Array.ConvertAll(counted, i => truth.Input.Pixels[i]), 1, counted.Length));
    }
}
