using VisEval.Core;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>Pixels of boxes and boxes of pixels.</summary>
internal static class BoxPixels
{
    /// <summary>Adds the pixels whose centres are inside a box.</summary>
    public static void Fill(bool[] pixels, int height, int width, Box box)
    {
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                pixels[y * width + x] |= Contains(box, x, y);
    }

    /// <summary>Whether the centre of a pixel is inside a box.</summary>
    public static bool Contains(Box box, int x, int y) => x + 0.5 >= box.X0 && x + 0.5 < box.X1 && y + 0.5 >= box.Y0 && y + 0.5 < box.Y1;

    /// <summary>The tight box around the pixels of a set; null where it is empty.</summary>
    public static Box? Around(PixelMask mask) => Around(mask.Height, mask.Width, (y, x) => mask[y, x]);

    /// <summary>The tight box around the object of a region; null where there is none.</summary>
    public static Box? Around(RegionPixels region) =>
        Around(region.Height, region.Width, (y, x) => region.Values[y * region.Width + x] == RegionPixels.Object);

    private static Box? Around(int height, int width, Func<int, int, bool> has)
    {
        var (x0, y0, x1, y1) = (width, height, 0, 0);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (has(y, x))
                    (x0, y0, x1, y1) = (Math.Min(x0, x), Math.Min(y0, y), Math.Max(x1, x + 1), Math.Max(y1, y + 1));
        return x1 > 0 ? new Box(x0, y0, x1, y1) : null;
    }
}
