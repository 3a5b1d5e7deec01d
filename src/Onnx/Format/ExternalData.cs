using System.Globalization;
using VisEval.Core;

namespace VisEval.Onnx.Format;

/// <summary>Tensor data in a file beside the model.</summary>
internal static class ExternalData
{
    /// <exception cref="InputException">The file is missing, too short, or outside the model's folder.</exception>
    public static byte[] Read(TensorProto tensor, string path, long expected)
    {
        var facts = new Dictionary<string, string>();
        foreach (var fact in tensor.ExternalData)
            facts[fact.Key] = fact.Value;
        var location = facts.GetValueOrDefault("location", "");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var file = location.Contains('\0') ? "" : Path.GetFullPath(Path.Combine(folder, location));
        if (!file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || !File.Exists(file))
            throw new InputException(
                $"{path}: the data file of tensor '{tensor.Name}' ('{location}') is not beside the model; it must be there, in the model's "
                + "folder or below.");
        var total = new FileInfo(file).Length;
        if (Number(facts, "offset", 0) is not { } offset || offset > total
            || Number(facts, "length", Math.Min(expected, total - offset)) is not { } length || length > total - offset)
            throw new InputException($"{path}: tensor '{tensor.Name}' points outside its data file '{location}', which has {total} bytes.");
        if (length != expected || length > Array.MaxLength)
            throw new InputException(
                $"{path}: tensor '{tensor.Name}' needs {expected} bytes, but '{location}' is said to hold {length} of it.");
        // An empty file may be a pipe, which would be waited for.
        if (length == 0)
            return [];
        var bytes = new byte[length];
        try
        {
            using var stream = File.OpenRead(file);
            stream.Position = offset;
            stream.ReadExactly(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the data file '{location}' cannot be read: {FaultText.Of(error)}", error);
        }
        return bytes;
    }

    private static long? Number(Dictionary<string, string> facts, string name, long missing) =>
        !facts.TryGetValue(name, out var text) ? missing
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
