namespace VisEval.Methods.Attention;

/// <summary>How the attention heads of a layer become one matrix.</summary>
internal enum HeadFusion
{
    /// <summary>The mean, as in the paper.</summary>
    Mean,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The smallest value.</summary>
    Min,
}

/// <summary>Fuses heads.</summary>
internal static class HeadFusionExtensions
{
    /// <summary>One matrix of <paramref name="size"/> values out of heads laid one after the other.</summary>
    public static double[] Fuse(this HeadFusion fusion, ReadOnlySpan<float> heads, int size)
    {
        var fused = new double[size];
        var count = heads.Length / size;
        for (var i = 0; i < size; i++)
        {
            double value = heads[i];
            for (var head = 1; head < count; head++)
            {
                double other = heads[head * size + i];
                value = fusion switch
                {
                    HeadFusion.Max => Math.Max(value, other),
                    HeadFusion.Min => Math.Min(value, other),
                    _ => value + other,
                };
            }
            fused[i] = fusion == HeadFusion.Mean ? value / count : value;
        }
        return fused;
    }
}
