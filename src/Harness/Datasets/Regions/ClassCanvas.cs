using VisEval.Core;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>The pixels of one class, painted at the annotated size and, by the same rules, at the network's input.</summary>
/// <remarks>A pixel belongs to a box when its centre is inside. A pixel of the input belongs to a region when its centre, mapped back,
/// falls on a pixel of the region: nearest neighbour, the same rule as for boxes, so that a box and a mask of the same pixels agree.
/// What was padded
/// shows nothing of the image: it is ignored. Objects cover what is ignored; what is ignored covers objects only where it is painted
/// <c>over</c> them.</remarks>
/// <param name="geometry">How the input was cut from the annotated image.</param>
/// <param name="input">The network's input size.</param>
internal sealed class ClassCanvas(ImageGeometry geometry, ImageSize input)
{
    private readonly byte[] _original = new byte[geometry.OriginalHeight * geometry.OriginalWidth];
    private readonly byte[] _input = Padding(geometry, input);

    /// <summary>The class at the annotated size.</summary>
    public RegionPixels Original => new(_original, geometry.OriginalHeight, geometry.OriginalWidth);

    /// <summary>The class at the network's input.</summary>
    public RegionPixels Input => new(_input, input.Height, input.Width);

    /// <summary>Paints a box filled with one value.</summary>
    public void Paint(Box box, byte value)
    {
        var atInput = geometry.ToInput(box);
        Each(_original, geometry.OriginalWidth, (x, y) => BoxPixels.Contains(box, x, y) ? value : RegionPixels.Nothing, false);
        Each(_input, input.Width, (x, y) => BoxPixels.Contains(atInput, x, y) ? value : RegionPixels.Nothing, false);
    }

    /// <summary>Paints a region; its objects with <paramref name="value"/>.</summary>
    /// <param name="region">The region at the annotated size.</param>
    /// <param name="value">What its objects become: <see cref="RegionPixels.Object"/>, or <see cref="RegionPixels.Ignored"/>.</param>
    /// <param name="over">Whether what is ignored covers objects.</param>
    public void Paint(RegionPixels region, byte value, bool over = false)
    {
        byte Painted(byte stored) => stored == RegionPixels.Object ? value : stored;
        Each(_original, region.Width, (x, y) => Painted(region.Values[y * region.Width + x]), over);
        Each(_input, input.Width, (x, y) =>
        {
            // A centre at index i of the original lies in pixel ⌊i + ½⌋.
            var (column, row) = geometry.ToOriginal(x, y);
            var (i, j) = ((int)Math.Floor(row + 0.5), (int)Math.Floor(column + 0.5));
            return i >= 0 && i < region.Height && j >= 0 && j < region.Width
                ? Painted(region.Values[i * region.Width + j])
                : RegionPixels.Nothing;
        }, over);
    }

    private static byte[] Padding(ImageGeometry geometry, ImageSize input)
    {
        var pixels = new byte[input.Pixels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = geometry.ToOriginal(i % input.Width, i / input.Width);
            if (x < -0.5 || y < -0.5 || x >= geometry.OriginalWidth - 0.5 || y >= geometry.OriginalHeight - 0.5)
                pixels[i] = RegionPixels.Ignored;
        }
        return pixels;
    }

    private static void Each(byte[] pixels, int width, Func<int, int, byte> painted, bool over)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = painted(i % width, i / width);
            if (value == RegionPixels.Object || (value == RegionPixels.Ignored && (over || pixels[i] == RegionPixels.Nothing)))
                pixels[i] = value;
        }
    }
}
