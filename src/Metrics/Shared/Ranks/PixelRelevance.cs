using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>What an explanation gives a pixel, for metrics that add relevances up.</summary>
internal static class PixelRelevance
{
    /// <summary>The signed sum over channels of an attribution at the input, whatever reduction it shows itself by;
    /// else the map at the input's size.</summary>
    public static float[] Of(IMetricContext context)
    {
        var values = context.Attribution.Values;
        if (values.Rank != 3 || values.Shape[1] != context.Map.Height || values.Shape[2] != context.Map.Width)
            return context.Map.Values;
        var pixels = context.Map.Values.Length;
        var sums = new double[pixels];
        for (var start = 0; start < values.Length; start += pixels)
            SpanMath.AddScaled(values.Values.AsSpan(start, pixels), 1, sums);
        return Array.ConvertAll(sums, s => (float)s);
    }
}
