using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>The part of a map that speaks for its class.</summary>
internal static class PositivePart
{
    /// <summary>Σ max(L_i, 0) over a set of pixels and over all.</summary>
    /// <param name="map">Finite values.</param>
    /// <param name="region">The set, of the map's size.</param>
    public static (double Inside, double Total) Of(SaliencyMap map, PixelMask region)
    {
        var (inside, total) = (0.0, 0.0);
        for (var i = 0; i < map.Values.Length; i++)
        {
            var energy = Math.Max(map.Values[i], 0.0);
            total += energy;
            if (region.Pixels[i])
                inside += energy;
        }
        return (inside, total);
    }

    /// <summary>Ok where some value is positive and all are finite.</summary>
    public static CellState StateOf(SaliencyMap map)
    {
        var positive = false;
        foreach (var value in map.Values)
        {
            if (!float.IsFinite(value))
                return CellState.Degenerate("not-finite");
            positive |= value > 0;
        }
        return positive ? CellState.Ok : CellState.Degenerate("empty");
    }
}
