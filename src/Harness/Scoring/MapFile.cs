using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Scoring;

/// <summary>The maps of one method: N×h×w, or N×C×h×w with the channels of the input or a single one.</summary>
/// <param name="Method">What results call it: the file's name without the ending.</param>
/// <param name="Path">Full path of the .npy file.</param>
/// <param name="Reduction">How channels become one value a pixel.</param>
public sealed record MapFile(string Method, string Path, ChannelReduction Reduction)
{
    /// <summary>Reads one map.</summary>
    /// <param name="index">Its place in the file.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public Attribution Read(int index) => new(NpyFile.ReadItem(Path, index), Reduction);

    /// <summary>A .npy file, or all of a folder by name.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="reduction">How channels become one value a pixel.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    internal static IReadOnlyList<MapFile> Find(string path, ChannelReduction reduction, Mistakes mistakes)
    {
        if (!Directory.Exists(path))
            return [new MapFile(System.IO.Path.GetFileNameWithoutExtension(path), path, reduction)];
        var files = Directory.GetFiles(path, "*.npy").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            mistakes.Add($"--maps {path}: the folder holds no .npy file.");
        return [.. files.Select(file => new MapFile(System.IO.Path.GetFileNameWithoutExtension(file), file, reduction))];
    }

    /// <summary>Adds what is wrong with the file's shape.</summary>
    /// <param name="subjects">What the maps are about; null where that is not known.</param>
    /// <param name="size">The network's input size; null where that is not known.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    internal void Check(IMapSubjects? subjects, ImageSize? size, Mistakes mistakes)
    {
        if (mistakes.Try(() => NpyFile.ReadShape(Path)) is not { } shape)
            return;
        var shown = $"'{Path}' has the shape ({string.Join(", ", shape)})";
        var channels = size?.Channels;
        if (shape.Length is not (3 or 4) || shape.Contains(0) || (shape.Length == 4 && channels is not null && shape[1] != 1 && shape[1] != channels))
            mistakes.Add($"{shown}; maps are N×H×W, N×{channels?.ToString(CultureInfo.InvariantCulture) ?? "C"}×H×W, or N×h×w of a layer, a single one too.");
        else if (subjects is not null && shape[0] != subjects.Count)
            mistakes.Add($"{shown}, {shape[0]} maps; {subjects.Count} are needed, {subjects.Each} in their order.");
    }
}
