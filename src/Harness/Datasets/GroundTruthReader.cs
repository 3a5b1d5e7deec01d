using VisEval.Core;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets;

/// <summary>Reads where a class is in an image.</summary>
internal static class GroundTruthReader
{
    /// <summary>The region of a class: the regions of the class where the dataset has them, else the union of its objects' masks and of
    /// the boxes of those without a mask.</summary>
    /// <remarks>A mask is read at the annotated size. Objects to be ignored, and ignored pixels, are neither target nor background; where
    /// the class has a region, that alone says which pixels are. Boxes are cut at the border of the input and left out where nothing
    /// remains; an object with a mask but no box has the box around its mask, and boxes of parts of objects do not count. The rules of
    /// pixels: <see cref="ClassCanvas"/>.</remarks>
    /// <param name="dataset">The dataset.</param>
    /// <param name="image">The image.</param>
    /// <param name="target">The class.</param>
    /// <param name="geometry">How the input was cut from the annotated image.</param>
    /// <param name="input">The network's input size.</param>
    /// <returns>Null where the dataset does not say where the class is.</returns>
    /// <exception cref="InputException">A mask cannot be read; names the file.</exception>
    public static GroundTruth? For(Dataset dataset, DatasetImage image, int target, ImageGeometry geometry, ImageSize input) =>
        For(dataset.Folder, image, target, geometry, input);

    // Of an image whose files of masks are relative to a folder.
    internal static GroundTruth? For(string folder, DatasetImage image, int target, ImageGeometry geometry, ImageSize input)
    {
        RegionPixels Read(IRegion region) => region
            .Read(folder, geometry.OriginalHeight, geometry.OriginalWidth)
            .At(geometry.OriginalHeight, geometry.OriginalWidth);

        var regions = image.Regions.Where(r => r.Class == target).Select(r => Read(r.Region)).ToList();
        var objects = image.Objects.Where(o => !o.IsPart && o.IsOf(target) && (o.Region is not null || o.Box is not null)).ToList();
        if (regions.Count == 0 && objects.All(o => o.Ignore))
            return null;

        var canvas = new ClassCanvas(geometry, input);
        var boxes = new List<Box>();
        foreach (var region in regions)
            canvas.Paint(region, RegionPixels.Object);
        foreach (var item in objects.OrderBy(o => o.Ignore))
        {
            var pixels = item.Region is null ? null : Read(item.Region);
            var box = item.Box is { } b ? new Box(b[0], b[1], b[2], b[3]) : BoxPixels.Around(pixels!);
            if (!item.Ignore && box is not null)
                boxes.Add(box.Value);
            if (regions.Count > 0)
                continue;
            var value = item.Ignore ? RegionPixels.Ignored : RegionPixels.Object;
            if (pixels is not null)
                canvas.Paint(pixels, value);
            else
                canvas.Paint(box!.Value, value);
        }
        if (image.Ignored is { } ignored)
            canvas.Paint(Read(ignored), RegionPixels.Ignored, over: true);
        if (boxes.Count == 0)
            boxes.AddRange(regions.Select(BoxPixels.Around).OfType<Box>());
        return new GroundTruth(
            Mask(canvas.Original, RegionPixels.Object), Mask(canvas.Input, RegionPixels.Object),
            [.. boxes.Select(b => Clip(geometry.ToInput(b), input)).Where(b => b.Area > 0)], geometry)
        {
            OriginalIgnored = Ignored(canvas.Original),
            InputIgnored = Ignored(canvas.Input),
        };
    }

    private static PixelMask? Ignored(RegionPixels pixels) =>
        pixels.Count(RegionPixels.Ignored) > 0 ? Mask(pixels, RegionPixels.Ignored) : null;

    private static PixelMask Mask(RegionPixels pixels, byte value) =>
        new([.. pixels.Values.Select(v => v == value)], pixels.Height, pixels.Width);

    private static Box Clip(Box box, ImageSize input) => new(
        Math.Max(0, box.X0), Math.Max(0, box.Y0), Math.Min(input.Width, box.X1), Math.Min(input.Height, box.Y1));
}
