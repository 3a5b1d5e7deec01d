using VisEval.Core;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Reads an array of masks, one a map: N×H×W, N×1×H×W, N×H×W×1, or H×W for a single one, in any size.</summary>
internal static class MaskArray
{
    private const int Shown = 6;

    /// <summary>The masks at the input's size; another size is brought to it by nearest neighbour.</summary>
    /// <param name="file">Booleans, integers or floats, .npy.</param>
    /// <param name="count">The number of maps N.</param>
    /// <param name="size">The network's input size.</param>
    /// <param name="stated">What the values mean; null where nobody said: then 0 and one other value.</param>
    /// <exception cref="InputException">The shape is another, or the values have no clear meaning.</exception>
    public static IReadOnlyList<RegionPixels> Read(string file, int count, ImageSize size, MaskMeaning? stated)
    {
        var array = NpyFile.Read(file);
        var shown = $"'{file}' has the shape ({string.Join(", ", array.Shape.ToArray())})";
        if (Size(array.Shape.ToArray(), count) is not var (height, width))
            throw new InputException(
                $"{shown}; masks are N×H×W, N×1×H×W or N×H×W×1, a single one H×W too: {count} {(count == 1 ? "is" : "are")} needed, "
                + "one a map.");
        if (AxisOrder.Mistake(height, width, size) is { } turned)
            throw new InputException($"{shown}; {turned}");
        var values = Meanings(array.Values, file, height * width, stated);
        return
        [
            .. values.Chunk(height * width).Select(mask => new RegionPixels(mask, height, width).At(size.Height, size.Width)),
        ];
    }

    private static (int Height, int Width)? Size(int[] shape, int count) => shape switch
    {
        _ when shape.Contains(0) => null,
        [var h, var w] when count == 1 => (h, w),
        [var n, var h, var w] when n == count => (h, w),
        [var h, var w, 1] when count == 1 => (h, w),
        [var n, 1, var h, var w] when n == count => (h, w),
        [var n, var h, var w, 1] when n == count => (h, w),
        _ => null,
    };

    private static byte[] Meanings(float[] values, string file, int pixels, MaskMeaning? stated)
    {
        var wrong = Array.FindIndex(values, v => !float.IsFinite(v));
        if (wrong >= 0)
            throw new InputException(
                $"'{file}': mask {wrong / pixels} holds {values[wrong]}; write 0 outside the target and 1 inside.");
        if (stated is not null)
            return Array.ConvertAll(
                values, v => stated.Object.Any(o => o == v) ? RegionPixels.Object
                    : stated.Ignored.Any(i => i == v) ? RegionPixels.Ignored
                    : RegionPixels.Nothing);
        float[] others = [.. values.Distinct().Where(v => v != 0).Order()];
        return others.Length <= 1
            ? Array.ConvertAll(values, v => v != 0 ? RegionPixels.Object : RegionPixels.Nothing)
            : throw new InputException(
                $"'{file}' holds {others.Length} values besides 0 ({string.Join(", ", others.Take(Shown))}"
                + $"{(others.Length > Shown ? ", …" : "")}), and what they mean is not stated: only 0 and one other value are clear. State "
                + "it, --mask-values 1:255 where 1 is the target and 255 is not scored, or write 0 outside the target and 1 inside.");
    }
}
