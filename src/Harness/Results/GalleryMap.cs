using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>A map as it is kept for the gallery: one byte a pixel.</summary>
internal static class GalleryMap
{
    /// <summary>The map scaled linearly to 0..255; null where it is constant or not finite.</summary>
    /// <remarks>The overlay shows the evidence for the class: where a map has both signs, its negative part is cut off before it is scaled.</remarks>
    public static byte[]? Pixels(SaliencyMap map)
    {
        if (!map.State.IsOk)
            return null;
        var shown = map.Values.Any(v => v > 0) ? new SaliencyMap([.. map.Values.Select(v => MathF.Max(v, 0))], map.Height, map.Width) : map;
        return [.. shown.Normalize().Values.Select(v => (byte)MathF.Round(255 * v, MidpointRounding.AwayFromZero))];
    }
}
