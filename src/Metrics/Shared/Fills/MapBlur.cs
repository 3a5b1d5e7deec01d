using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>Gaussian smoothing of maps.</summary>
internal static class MapBlur
{
    /// <summary>The map under a Gaussian of a deviation in pixels, cut at 4σ, the map continued beyond its edges by its outermost
    /// pixels.</summary>
    public static SaliencyMap Gaussian(SaliencyMap map, double sigma)
    {
        var radius = (int)Math.Ceiling(4 * sigma);
        double[] taps = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))];
        var sum = taps.Sum();
        var (height, width) = (map.Height, map.Width);
        var rows = new double[map.Values.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var tap = 0; tap < taps.Length; tap++)
                rows[i] += taps[tap] / sum * map[i / width, Math.Clamp(i % width + tap - radius, 0, width - 1)];
        var blurred = new float[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var value = 0.0;
            for (var tap = 0; tap < taps.Length; tap++)
                value += taps[tap] / sum * rows[Math.Clamp(i / width + tap - radius, 0, height - 1) * width + i % width];
            blurred[i] = (float)value;
        }
        return new SaliencyMap(blurred, height, width);
    }
}
