using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness;

/// <summary>Where the explained class is: what localization metrics compare a heatmap with.</summary>
/// <remarks>In pixels of the picture, upright; of an <see cref="InputImage.FromTensor"/> in pixels of the input.</remarks>
public sealed class Truth
{
    private Truth(IReadOnlyList<DatasetObject> objects) => Objects = objects;

    /// <summary>The objects as a dataset would name them, whatever the class.</summary>
    internal IReadOnlyList<DatasetObject> Objects { get; }

    /// <summary>The pixels whose centres lie in any of some boxes.</summary>
    /// <param name="boxes">The boxes, at least one; upper ends exclusive.</param>
    /// <exception cref="ArgumentException">There is none, or one is empty.</exception>
    public static Truth FromBoxes(params IEnumerable<Box> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        List<DatasetObject> objects = [.. boxes.Select(b => new DatasetObject(DatasetObject.AnyClass, [b.X0, b.Y0, b.X1, b.Y1]))];
        return objects.Count > 0 && objects.TrueForAll(o => o.Box![0] < o.Box[2] && o.Box[1] < o.Box[3])
            ? new Truth(objects)
            : throw new ArgumentException("At least one box is needed, and none may be empty.", nameof(boxes));
    }

    /// <summary>A mask.</summary>
    /// <param name="mask">[row, column]: whether the pixel shows the class. At another size than the picture it is brought to that, every
    /// pixel as the one its centre falls on.</param>
    /// <exception cref="ArgumentException">It holds no pixel of the class.</exception>
    public static Truth FromMask(bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var values = mask.Cast<bool>().Select(inside => inside ? RegionPixels.Object : RegionPixels.Nothing).ToArray();
        return values.Contains(RegionPixels.Object)
            ? new Truth([new DatasetObject(
                DatasetObject.AnyClass, null, new GivenRegion(new RegionPixels(values, mask.GetLength(0), mask.GetLength(1))))])
            : throw new ArgumentException("The mask holds no pixel of the class.", nameof(mask));
    }

    /// <summary>Refuses what cannot be the truth of a picture.</summary>
    /// <param name="height">Of the picture.</param>
    /// <param name="width">Of the picture.</param>
    /// <exception cref="InputException">The mask seems to be transposed, or no box touches the picture.</exception>
    internal void Check(int height, int width)
    {
        if (Objects is [{ Region: GivenRegion { Pixels: var mask } }]
            && AxisOrder.Mistake(mask.Height, mask.Width, new ImageSize(1, height, width)) is { } turned)
            throw new InputException($"the mask of the truth is {mask.Height}×{mask.Width}: {turned}");
        if (Objects.All(o => o.Box is [var left, var top, var right, var bottom]
            && (right <= 0 || bottom <= 0 || left >= width || top >= height)))
            throw new InputException(
                $"the boxes of the truth lie outside of the picture of {width}×{height} pixels; their numbers are pixels of it, counted "
                + "from its upper left corner.");
    }

    private sealed record GivenRegion(RegionPixels Pixels) : IRegion
    {
        public IReadOnlyList<string> Files => [];

        public RegionPixels Read(string folder, int height, int width) => Pixels;
    }
}
