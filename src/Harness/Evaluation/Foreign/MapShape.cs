using VisEval.Core;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>The shapes that a map of another tool may have.</summary>
internal static class MapShape
{
    /// <summary>What is wrong with the shape of one map; null where nothing is.</summary>
    /// <param name="shape">Of the map alone, without the axis of the images: h×w, or C×h×w.</param>
    /// <param name="size">The network's input.</param>
    public static string? Mistake(IReadOnlyList<int> shape, ImageSize size)
    {
        if (shape.Count is not (2 or 3) || shape.Contains(0) || (shape.Count == 3 && shape[0] != 1 && shape[0] != size.Channels))
            return $"a map is H×W or {size.Channels}×H×W, H and W those of the input ({size.Height}×{size.Width}) or fewer.";
        var (height, width) = (shape[^2], shape[^1]);
        if (AxisOrder.Mistake(height, width, size) is { } turned)
            return turned;
        return height > size.Height || width > size.Width
            ? $"{height}×{width} is more than the input has ({size.Height}×{size.Width}): a map of the whole picture is not what the "
                + "network saw of it; resize and crop it as the input is."
            : null;
    }

    /// <summary>What is allowed for several maps together.</summary>
    public static string Allowed(int count, ImageSize size) =>
        $"allowed are {count}×H×W and {count}×{size.Channels}×H×W, H and W those of the input or fewer.";
}
