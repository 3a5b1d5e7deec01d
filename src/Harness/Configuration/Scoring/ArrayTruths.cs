using VisEval.Core;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Where the target of every map is, from an array of masks and a table of boxes, both at the input's size.</summary>
/// <remarks>The mask is the region and the rows are the boxes. Where there is a mask alone the box is the tight one around it; where there
/// are boxes alone the region is the pixels whose centres they hold. A mask of zeros says nothing, nor does an image without
/// a row.</remarks>
internal static class ArrayTruths
{
    /// <summary>One region a map, null where nothing is said; an empty list where there is neither file.</summary>
    /// <param name="maskFile">N×H×W, .npy, or null.</param>
    /// <param name="boxFile">See <see cref="BoxFile"/>; or null.</param>
    /// <param name="count">The number of maps N.</param>
    /// <param name="size">The network's input size.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyList<GroundTruth?> Read(string? maskFile, string? boxFile, int count, ImageSize size, Mistakes mistakes)
    {
        var masks = maskFile is null ? null : mistakes.Try(() => Masks(maskFile, count, size));
        var boxes = boxFile is null ? null : mistakes.Try(() => BoxFile.Read(boxFile, count, size));
        return masks is null && boxes is null
            ? []
            : [.. Enumerable.Range(0, count).Select(i => Truth(masks?[i], boxes?[i].ToList() ?? [], size))];
    }

    private static List<PixelMask> Masks(string file, int count, ImageSize size)
    {
        var array = NpyFile.Read(file);
        if (!array.Shape.SequenceEqual([count, size.Height, size.Width]))
            throw new InputException(
                $"'{file}' has the shape ({string.Join(", ", array.Shape.ToArray())}); ({count}, {size.Height}, {size.Width}) is needed: "
                + "a mask a map, at the input's size.");
        var wrong = Array.FindIndex(array.Values, v => !float.IsFinite(v));
        if (wrong >= 0)
            throw new InputException(
                $"'{file}': mask {wrong / array.ItemLength} holds {array.Values[wrong]}; write 0 outside the target and 1 inside.");
        return [.. Enumerable.Range(0, count)
            .Select(i => new PixelMask([.. array.ItemTensor(i).Values.Select(v => v != 0)], size.Height, size.Width))];
    }

    private static GroundTruth? Truth(PixelMask? mask, List<Box> boxes, ImageSize size)
    {
        if (mask is not null && !mask.Pixels.AsSpan().Contains(true))
            mask = null;
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
        return new GroundTruth(mask, mask, boxes, ImageGeometry.Identity(size.Height, size.Width));
    }
}
