using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>Where a class is, as far as the network sees it, and where a map is bright.</summary>
internal static class TargetRegions
{
    /// <summary>Ok where some pixel of the region is left in the input; otherwise why a metric has no number.</summary>
    public static CellState StateOf(GroundTruth? truth)
    {
        if (truth is null)
            return CellState.Undefined("no-annotation");
        return truth.Input.Pixels.AsSpan().Contains(true) ? CellState.Ok : CellState.Undefined("not-in-input");
    }

    /// <summary>The boxes of a class cut at the border of a map; those of which nothing is left are not there.</summary>
    /// <param name="truth">Where the class is.</param>
    /// <param name="map">A map at the input's size.</param>
    /// <param name="boxes">The boxes; empty unless the state is ok.</param>
    public static CellState BoxesOf(GroundTruth? truth, SaliencyMap map, out IReadOnlyList<Box> boxes)
    {
        var frame = new Box(0, 0, map.Width, map.Height);
        boxes = [.. (truth?.InputBoxes ?? []).Select(b => Boxes.Intersection(b, frame)).Where(b => b.Area > 0)];
        if (truth is not { InputBoxes.Count: > 0 })
            return CellState.Undefined("no-annotation");
        return boxes.Count > 0 ? CellState.Ok : CellState.Undefined("not-in-input");
    }

    /// <summary>The share of a box's pixels that are ignored, in [0, 1].</summary>
    /// <param name="box">A box of whole pixels of the input.</param>
    /// <param name="truth">What is ignored.</param>
    public static double IgnoredShare(Box box, GroundTruth truth)
    {
        if (truth.InputIgnored is not { } ignored)
            return 0;
        var count = 0;
        for (var y = (int)box.Y0; y < box.Y1; y++)
            for (var x = (int)box.X0; x < box.X1; x++)
                count += ignored[y, x] ? 1 : 0;
        return count / box.Area;
    }

    /// <summary>The box around the region with the most pixels above a share of a map's maximum; null where nothing is above it.</summary>
    public static Box? LargestBox(SaliencyMap map, double threshold, Connectivity connectivity) =>
        ConnectedComponents.Largest(Thresholds.Above(map, threshold), connectivity)?.Box;
}
