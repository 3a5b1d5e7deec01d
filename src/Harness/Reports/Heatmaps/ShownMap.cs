using VisEval.Core;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>What an overlay shows of a map; the numbers in npy files are not touched by it.</summary>
internal static class ShownMap
{
    private const double Brightest = 0.995;

    /// <summary>What speaks for the class: negative values are zero, and values above the 99.5 % quantile of the positive ones count as that quantile.</summary>
    /// <remarks>One outlying pixel of a fine-grained map would otherwise leave all others dark. A map without positive values is shown as it is.</remarks>
    public static SaliencyMap Of(SaliencyMap map)
    {
        var positive = map.Values.Where(v => v > 0).Order().ToArray();
        if (positive.Length == 0)
            return map;
        var top = positive[(int)((positive.Length - 1) * Brightest)];
        var shown = new SaliencyMap([.. map.Values.Select(v => Math.Clamp(v, 0, top))], map.Height, map.Width);
        return shown.State.IsOk ? shown : map;
    }
}
