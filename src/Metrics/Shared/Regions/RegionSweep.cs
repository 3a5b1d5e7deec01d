using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>What the boxes around a map's bright regions reach at some thresholds.</summary>
/// <param name="Threshold">The largest of these thresholds, as a share of the map's range.</param>
/// <param name="Largest">How many of the overlaps asked for the box of the region with the most pixels reaches; of regions that are left
/// out none is that region, and 0 where there is no other.</param>
/// <param name="Any">How many the best box of any region reaches.</param>
internal readonly record struct BoxLevel(double Threshold, int Largest, int Any);

/// <summary>The regions {L ≥ τ} of a map at every threshold there is, in one pass: pixels are joined from the brightest on.</summary>
internal sealed class RegionSweep
{
    private readonly SaliencyMap _map;
    private readonly bool _corners;
    private readonly Func<Box, int> _reached;
    private readonly Func<Box, bool>? _leftOut;
    private readonly int[] _parent;
    private readonly Part[] _parts;
    private readonly int[] _reaching;
    // Parts by size; one that has grown or become part of another since is passed over.
    private readonly PriorityQueue<int, (int Pixels, int First)> _bySize = new();
    private int _largest = -1;

    private RegionSweep(
        SaliencyMap map, Connectivity connectivity, int overlaps, Func<Box, int> reached, Func<Box, bool>? leftOut)
    {
        (_map, _corners, _reached, _leftOut) = (map, connectivity == Connectivity.Eight, reached, leftOut);
        (_parent, _parts, _reaching) = (new int[map.Values.Length], new Part[map.Values.Length], new int[overlaps + 1]);
        Array.Fill(_parent, -1);
    }

    /// <summary>One entry a distinct value, thresholds increasing from 0 to 1; each holds from above the one before up
    /// to its own.</summary>
    /// <param name="map">Finite values, not all equal.</param>
    /// <param name="connectivity">Which pixels touch.</param>
    /// <param name="overlaps">The number of overlaps asked for.</param>
    /// <param name="reached">How many of them a box reaches.</param>
    /// <param name="leftOut">Which boxes do not count as found; null for none.</param>
    public static IReadOnlyList<BoxLevel> Levels(
        SaliencyMap map, Connectivity connectivity, int overlaps, Func<Box, int> reached, Func<Box, bool>? leftOut = null) =>
        new RegionSweep(map, connectivity, overlaps, reached, leftOut).Run();

    private List<BoxLevel> Run()
    {
        var order = Ranking.Descending(_map.Values);
        var (largest, smallest) = ((double)_map.Values[order[0]], (double)_map.Values[order[^1]]);
        var levels = new List<BoxLevel>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            Add(order[i]);
            var value = _map.Values[order[i]];
            if (i + 1 == order.Length || _map.Values[order[i + 1]] != value)
                levels.Add(new BoxLevel(
                    (value - smallest) / (largest - smallest), Largest(), Best()));
        }
        levels.Reverse();
        return levels;
    }

    private int Largest()
    {
        if (_leftOut is null)
            return _parts[_largest].Reached;
        while (_bySize.TryPeek(out var part, out var size) && !IsAt(part, size))
            _bySize.Dequeue();
        return _bySize.TryPeek(out var largest, out _) ? _parts[largest].Reached : 0;
    }

    private bool IsAt(int part, (int Pixels, int First) size) =>
        _parent[part] == part && _parts[part] is var now && (-now.Pixels, now.First) == size;

    private int Best()
    {
        var best = _reaching.Length - 1;
        while (best >= 0 && _reaching[best] <= 0)
            best--;
        return best;
    }

    private void Add(int pixel)
    {
        var (height, width) = (_map.Height, _map.Width);
        var (y, x) = (pixel / width, pixel % width);
        _parent[pixel] = pixel;
        var part = new Part(1, pixel, x, y, x + 1, y + 1, -1, false);
        for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
            for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
            {
                var neighbour = v * width + u;
                if (_parent[neighbour] < 0 || neighbour == pixel || (!_corners && u != x && v != y))
                    continue;
                var root = Root(neighbour);
                if (root == Root(pixel))
                    continue;
                _reaching[_parts[root].Reached]--;
                part = part.With(_parts[root]);
                Join(root, pixel);
            }
        if (part.Reached < 0)
            part = part with { Reached = _reached(part.Box), IsLeftOut = _leftOut?.Invoke(part.Box) ?? false };
        _reaching[part.Reached]++;
        var whole = Root(pixel);
        _parts[whole] = part;
        if (_largest < 0 || part.IsBefore(_parts[_largest]))
            _largest = whole;
        if (_leftOut is not null && !part.IsLeftOut)
            _bySize.Enqueue(whole, (-part.Pixels, part.First));
    }

    // The root of the larger tree stays, so that no path grows long.
    private void Join(int root, int pixel)
    {
        var own = Root(pixel);
        var (above, below) = own == pixel || _parts[root].Pixels >= _parts[own].Pixels ? (root, own) : (own, root);
        _parent[below] = above;
    }

    private int Root(int pixel)
    {
        while (_parent[pixel] != pixel)
            pixel = _parent[pixel] = _parent[_parent[pixel]];
        return pixel;
    }

    private readonly record struct Part(int Pixels, int First, int X0, int Y0, int X1, int Y1, int Reached, bool IsLeftOut)
    {
        public Box Box => new(X0, Y0, X1, Y1);

        // What the box of the whole reaches is known where the box is that of a part, and −1 where it must be asked.
        public Part With(Part other)
        {
            var (x0, y0, x1, y1) = (Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Max(X1, other.X1), Math.Max(Y1, other.Y1));
            var (reached, isLeftOut) = other.Fills(x0, y0, x1, y1) ? (other.Reached, other.IsLeftOut)
                : Fills(x0, y0, x1, y1) ? (Reached, IsLeftOut) : (-1, false);
            return new Part(Pixels + other.Pixels, Math.Min(First, other.First), x0, y0, x1, y1, reached, isLeftOut);
        }

        private bool Fills(int x0, int y0, int x1, int y1) => X0 == x0 && Y0 == y0 && X1 == x1 && Y1 == y1;

        // As ConnectedComponents.Largest chooses: the most pixels, then the first in row-major order.
        public bool IsBefore(Part other) => Pixels > other.Pixels || (Pixels == other.Pixels && First < other.First);
    }
}
