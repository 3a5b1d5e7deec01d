using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>The shapes that a map may have.</summary>
internal static class MapShape
{
    /// <summary>What is wrong with the shape of a map of another tool; null where nothing is.</summary>
    /// <param name="shape">Of the map alone, without the axis of the images: h×w, or C×h×w.</param>
    /// <param name="size">The network's input.</param>
    public static string? Mistake(IReadOnlyList<int> shape, ImageSize size) => Form(shape, size) ?? Larger(shape, size);

    /// <summary>What is wrong with the shape of what a method returned; null where nothing is. A layer can have more places than the
    /// input.</summary>
    /// <param name="shape">h×w of a layer, or C×h×w of the input.</param>
    /// <param name="size">The network's input.</param>
    public static string? MistakeOfMethod(IReadOnlyList<int> shape, ImageSize size) =>
        Form(shape, size) ?? (shape.Count == 3 ? Larger(shape, size) : null);

    /// <summary>What is allowed for several maps together.</summary>
    public static string Allowed(int count, ImageSize size) =>
        $"allowed are {count}×H×W and {count}×{size.Channels}×H×W, H and W those of the input or fewer.";

    private static string? Form(IReadOnlyList<int> shape, ImageSize size) =>
        shape.Count is not (2 or 3) || shape.Contains(0) || (shape.Count == 3 && shape[0] != 1 && shape[0] != size.Channels)
            ? $"a map is H×W or {size.Channels}×H×W, H and W those of the input ({size.Height}×{size.Width}) or fewer."
            : AxisOrder.Mistake(shape[^2], shape[^1], size);

    private static string? Larger(IReadOnlyList<int> shape, ImageSize size) => shape[^2] > size.Height || shape[^1] > size.Width
        ? $"{shape[^2]}×{shape[^1]} is more than the input has ({size.Height}×{size.Width}): a map of the whole picture is not what the "
            + "network saw of it; resize and crop it as the input is."
        : null;
}
