using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>Which pixels touch.</summary>
internal enum Connectivity
{
    /// <summary>Pixels that share an edge.</summary>
    Four,

    /// <summary>Pixels that share an edge or a corner.</summary>
    Eight,
}

/// <summary>A connected set of pixels.</summary>
/// <param name="Box">The tight box around it, upper ends exclusive.</param>
/// <param name="Pixels">The number of pixels.</param>
/// <param name="First">Its first pixel in row-major order.</param>
internal readonly record struct Component(Box Box, int Pixels, int First);

/// <summary>Connected sets of pixels.</summary>
internal static class ConnectedComponents
{
    /// <summary>All components of the set, in the row-major order of their first pixels.</summary>
    public static IReadOnlyList<Component> Find(PixelMask mask, Connectivity connectivity)
    {
        var found = new List<Component>();
        var seen = new bool[mask.Pixels.Length];
        var open = new Stack<int>();
        for (var i = 0; i < seen.Length; i++)
            if (mask.Pixels[i] && !seen[i])
                found.Add(Flood(mask, connectivity, i, seen, open));
        return found;
    }

    /// <summary>The component with the most pixels, the first in row-major order among equals; null for the empty set.</summary>
    public static Component? Largest(PixelMask mask, Connectivity connectivity)
    {
        Component? largest = null;
        foreach (var component in Find(mask, connectivity))
            if (largest is null || component.Pixels > largest.Value.Pixels)
                largest = component;
        return largest;
    }

    private static Component Flood(PixelMask mask, Connectivity connectivity, int start, bool[] seen, Stack<int> open)
    {
        var (height, width) = (mask.Height, mask.Width);
        int left = width, right = -1, top = height, bottom = -1, pixels = 0;
        seen[start] = true;
        open.Push(start);
        while (open.TryPop(out var pixel))
        {
            var (y, x) = (pixel / width, pixel % width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            pixels++;
            for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
                for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                {
                    var neighbour = v * width + u;
                    if (!mask.Pixels[neighbour] || seen[neighbour] || (connectivity == Connectivity.Four && u != x && v != y))
                        continue;
                    seen[neighbour] = true;
                    open.Push(neighbour);
                }
        }
        return new Component(new Box(left, top, right + 1, bottom + 1), pixels, start);
    }
}
