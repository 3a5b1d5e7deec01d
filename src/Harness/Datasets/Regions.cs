using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>Pixels of boxes and boxes of pixels.</summary>
internal static class Regions
{
    /// <summary>Adds the pixels whose centres are inside a box.</summary>
    public static void Fill(bool[] pixels, int height, int width, Box box)
    {
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                pixels[y * width + x] |= x + 0.5 >= box.X0 && x + 0.5 < box.X1 && y + 0.5 >= box.Y0 && y + 0.5 < box.Y1;
    }

    /// <summary>The tight box around a set that is not empty.</summary>
    public static Box Around(PixelMask mask)
    {
        var (x0, y0, x1, y1) = (mask.Width, mask.Height, 0, 0);
        for (var y = 0; y < mask.Height; y++)
            for (var x = 0; x < mask.Width; x++)
                if (mask[y, x])
                    (x0, y0, x1, y1) = (Math.Min(x0, x), Math.Min(y0, y), Math.Max(x1, x + 1), Math.Max(y1, y + 1));
        return new Box(x0, y0, x1, y1);
    }
}
