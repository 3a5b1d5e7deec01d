using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>How many maps a file is to hold.</summary>
/// <param name="Count">The number.</param>
/// <param name="Each">For people: what there is one map of.</param>
internal sealed record MapCount(int Count, string Each);

/// <summary>Checks the shape of an array of maps.</summary>
internal static class MapArrayShape
{
    /// <summary>Adds what is wrong with a file's shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maps">What the maps are about; null where that is not known.</param>
    /// <param name="size">The network's input size; null where that is not known.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static void Check(string path, MapCount? maps, ImageSize? size, Mistakes mistakes)
    {
        if (mistakes.Try(() => NpyFile.ReadShape(path)) is not { } shape)
            return;
        var shown = $"'{path}' has the shape ({string.Join(", ", shape)})";
        var channels = size?.Channels;
        var isOne = shape.Length == 2 && maps is not { Count: > 1 };
        if (!(isOne || shape.Length is 3 or 4)
            || shape.Contains(0) || (shape.Length == 4 && channels is not null && shape[1] != 1 && shape[1] != channels))
            mistakes.Add($"{shown}; maps are N×H×W, N×{channels?.ToString(CultureInfo.InvariantCulture) ?? "C"}×H×W, "
                + "or N×h×w of a layer; a single one H×W too.");
        else if (size is { } input && MapShape.Mistake([shape[^2], shape[^1]], input) is { } wrong)
            mistakes.Add($"{shown}; {wrong}");
        else if (maps is not null && !isOne && shape[0] != maps.Count)
            mistakes.Add($"{shown}, {shape[0]} maps; {maps.Count} are needed, {maps.Each} in their order.");
    }
}
