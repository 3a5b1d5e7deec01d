using VisEval.Core;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Where the target of every map is, from an array of masks and a table of boxes, both at the input's size.</summary>
/// <remarks>The mask is the region and the rows are the boxes. Where there is a mask alone the box is the tight one around it; where there
/// are boxes alone the region is the pixels whose centres they hold. A mask of zeros says nothing, nor does an image without
/// a row.</remarks>
internal static class ArrayTruths
{
    /// <summary>One region a map, null where nothing is said; an empty list where there is neither file.</summary>
    /// <param name="maskFile">See <see cref="MaskArray"/>; or null.</param>
    /// <param name="meaning">What its values mean, see <see cref="MaskMeaning"/>; or null.</param>
    /// <param name="boxFile">See <see cref="BoxFile"/>; or null.</param>
    /// <param name="count">The number of maps N.</param>
    /// <param name="size">The network's input size.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyList<GroundTruth?> Read(
        string? maskFile, string? meaning, string? boxFile, int count, ImageSize size, Mistakes mistakes)
    {
        var stated = meaning is null ? null : mistakes.Try(() => MaskMeaning.Parse(meaning));
        var masks = maskFile is null || (meaning is not null && stated is null)
            ? null
            : mistakes.Try(() => MaskArray.Read(maskFile, count, size, stated));
        var boxes = boxFile is null ? null : mistakes.Try(() => BoxFile.Read(boxFile, count, size));
        return masks is null && boxes is null
            ? []
            : [.. Enumerable.Range(0, count).Select(i => Truth(masks?[i], boxes?[i].ToList() ?? [], size))];
    }

    private static GroundTruth? Truth(RegionPixels? values, List<Box> boxes, ImageSize size)
    {
        var mask = Pixels(values, RegionPixels.Object);
        if (mask is null && boxes.Count == 0)
            return null;
        if (mask is null)
        {
            var pixels = new bool[size.Pixels];
            foreach (var box in boxes)
                BoxPixels.Fill(pixels, size.Height, size.Width, box);
            mask = new PixelMask(pixels, size.Height, size.Width);
        }
        else if (boxes.Count == 0)
        {
            boxes = [BoxPixels.Around(mask)!.Value];
        }
        var ignored = Pixels(values, RegionPixels.Ignored);
        return new GroundTruth(mask, mask, boxes, ImageGeometry.Identity(size.Height, size.Width))
        {
            InputIgnored = ignored,
            OriginalIgnored = ignored,
        };
    }

    private static PixelMask? Pixels(RegionPixels? values, byte value) => values is null || values.Count(value) == 0
        ? null
        : new PixelMask(Array.ConvertAll(values.Values, v => v == value), values.Height, values.Width);
}
