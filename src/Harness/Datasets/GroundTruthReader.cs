using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>Reads where a class is in an image.</summary>
public static class GroundTruthReader
{
    /// <summary>The region of a class: the union of its objects' masks, and of the boxes of those without a mask.</summary>
    /// <remarks>A mask is read at the annotated size (nearest neighbour where it is stored at the picture's). A pixel belongs to a box when
    /// its centre is inside. At the input a pixel belongs to a mask when its centre, mapped back, falls on a pixel of the mask:
    /// nearest neighbour, the same rule as for boxes, so that a box and a mask of the same region give the same pixels. Boxes are cut at
    /// the border of the input and left out where nothing remains; an object with a mask but no box has the box around its mask.</remarks>
    /// <param name="dataset">The dataset.</param>
    /// <param name="image">The image.</param>
    /// <param name="target">The class.</param>
    /// <param name="geometry">How the input was cut from the annotated image.</param>
    /// <param name="input">The network's input size.</param>
    /// <returns>Null where the dataset does not say where the class is.</returns>
    /// <exception cref="InputException">A mask cannot be read; names the file.</exception>
    public static GroundTruth? For(Dataset dataset, DatasetImage image, int target, ImageGeometry geometry, ImageSize input)
    {
        var (height, width) = (geometry.OriginalHeight, geometry.OriginalWidth);
        var original = new bool[height * width];
        var atInput = new bool[input.Pixels];
        var boxes = new List<Box>();
        var located = false;
        foreach (var item in image.Objects.Where(o => o.Class == target && (o.Mask is not null || o.Box is not null)))
        {
            located = true;
            var box = item.Box is { } b ? new Box(b[0], b[1], b[2], b[3]) : (Box?)null;
            if (item.Mask is null)
            {
                Regions.Fill(original, height, width, box!.Value);
                Regions.Fill(atInput, input.Height, input.Width, geometry.ToInput(box.Value));
            }
            else
            {
                var mask = ReadMask(dataset.PathOf(item.Mask), height, width);
                box ??= Regions.Around(mask);
                Join(original, mask.Pixels);
                Join(atInput, ToInput(mask, geometry, input));
            }
            var visible = Clip(geometry.ToInput(box.Value), input);
            if (visible.Area > 0)
                boxes.Add(visible);
        }
        return located
            ? new GroundTruth(new PixelMask(original, height, width), new PixelMask(atInput, input.Height, input.Width), boxes, geometry)
            : null;
    }

    private static PixelMask ReadMask(string path, int height, int width)
    {
        var picture = PictureFile.Decode(path);
        var mask = new bool[height * width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (row, column) = ((2 * y + 1) * picture.Height / (2 * height), (2 * x + 1) * picture.Width / (2 * width));
                mask[y * width + x] = picture[row, column, 0] != 0 || picture[row, column, 1] != 0 || picture[row, column, 2] != 0;
            }
        return new PixelMask(mask, height, width);
    }

    private static bool[] ToInput(PixelMask mask, ImageGeometry geometry, ImageSize input)
    {
        var pixels = new bool[input.Pixels];
        for (var y = 0; y < input.Height; y++)
            for (var x = 0; x < input.Width; x++)
            {
                // A centre at index i of the original lies in pixel ⌊i + ½⌋.
                var (column, row) = geometry.ToOriginal(x, y);
                var (i, j) = ((int)Math.Floor(row + 0.5), (int)Math.Floor(column + 0.5));
                pixels[y * input.Width + x] = i >= 0 && i < mask.Height && j >= 0 && j < mask.Width && mask[i, j];
            }
        return pixels;
    }

    private static void Join(bool[] pixels, bool[] more)
    {
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] |= more[i];
    }

    private static Box Clip(Box box, ImageSize input) => new(
        Math.Max(0, box.X0), Math.Max(0, box.Y0), Math.Min(input.Width, box.X1), Math.Min(input.Height, box.Y1));
}
