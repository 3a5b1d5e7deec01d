namespace VisEval.Core;

/// <summary>How the channels of an attribution become one value a pixel.</summary>
public enum ChannelReduction
{
    /// <summary>The sum over channels; keeps the sign.</summary>
    Sum,

    /// <summary>The largest absolute value over channels (Simonyan et al., 2014).</summary>
    MaxAbsolute,
}

/// <summary>The result of a visualization method for one image, exactly as the method defines it.</summary>
/// <param name="Values">C×H×W at the input, or h×w at the resolution of a layer; neither resized nor normalised.</param>
/// <param name="Reduction">How a C×H×W attribution becomes a map; without meaning for h×w.</param>
/// <param name="Remark">What a reader must know of the result, a part of a sentence, such as that an optimisation has not converged; null
/// for nothing.</param>
public sealed record Attribution(Tensor Values, ChannelReduction Reduction = ChannelReduction.Sum, string? Remark = null)
{
    /// <summary>The map at the input's size: channels reduced, then resized bilinearly (half-pixel centres, edges clamped).</summary>
    public SaliencyMap ToMap(int height, int width)
    {
        var flat = Values.Rank == 2 ? new SaliencyMap(Values.Values, Values.Shape[0], Values.Shape[1]) : Reduce();
        return flat.Resize(height, width);
    }

    private SaliencyMap Reduce()
    {
        var (channels, height, width) = (Values.Shape[0], Values.Shape[1], Values.Shape[2]);
        var plane = height * width;
        var map = new float[plane];
        for (var c = 0; c < channels; c++)
        {
            var channel = Values.Values.AsSpan(c * plane, plane);
            if (Reduction == ChannelReduction.Sum)
                SpanMath.Add(channel, map);
            else
                // A comparison would drop a NaN; Math.Max keeps it, so that the map's state can be told.
                for (var i = 0; i < map.Length; i++)
                    map[i] = MathF.Max(map[i], MathF.Abs(channel[i]));
        }
        return new SaliencyMap(map, height, width);
    }
}
