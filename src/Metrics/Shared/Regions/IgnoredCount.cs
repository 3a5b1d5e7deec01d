using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>How many pixels of a box are ignored, from sums over all boxes at the upper left corner: four look-ups, whatever the
/// box.</summary>
internal sealed class IgnoredCount
{
    private readonly int[] _sums;
    private readonly int _stride;

    /// <summary>Counts in a set of pixels.</summary>
    public IgnoredCount(PixelMask ignored)
    {
        _stride = ignored.Width + 1;
        _sums = new int[(ignored.Height + 1) * _stride];
        for (var y = 0; y < ignored.Height; y++)
            for (var x = 0; x < ignored.Width; x++)
                _sums[(y + 1) * _stride + x + 1] = (ignored[y, x] ? 1 : 0) + At(y, x + 1) + At(y + 1, x) - At(y, x);
    }

    /// <summary>The share of a box's pixels that are ignored, in [0, 1].</summary>
    /// <param name="box">A box of whole pixels, not empty.</param>
    public double ShareOf(Box box)
    {
        var (x0, y0, x1, y1) = ((int)box.X0, (int)box.Y0, (int)box.X1, (int)box.Y1);
        return (At(y1, x1) - At(y0, x1) - At(y1, x0) + At(y0, x0)) / box.Area;
    }

    private int At(int y, int x) => _sums[y * _stride + x];
}
