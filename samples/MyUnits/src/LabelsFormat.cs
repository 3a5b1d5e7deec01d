using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Formats;

namespace MyUnits.Formats;

/// <summary>A text file with a picture and its class on each line.</summary>
[Named("labels-file")]
public sealed class LabelsFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "A file NAME.labels; on each line a picture, relative to it, and after a space its class.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => File.Exists(path) && path.EndsWith(".labels", StringComparison.Ordinal);

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var folder = Path.GetDirectoryName(source.Path)!;
        List<string[]> lines = [.. File.ReadLines(source.Path).Where(l => l.Length > 0).Select(l => l.Split(' ', 2))];
        if (lines.Find(l => l.Length < 2) is { } wrong)
            throw new InputException($"{source.Path}: '{wrong[0]}' has no class; write PICTURE CLASS.");
        List<string> classes = [.. lines.Select(l => l[1]).Distinct().Order(StringComparer.Ordinal)];
        var there = lines.ToLookup(l => File.Exists(Path.Combine(folder, l[0])));
        return new DatasetContent(
            folder,
            [.. classes.Select(c => new DatasetClass(c))],
            [.. there[true].Select(l => new DatasetImage(l[0], l[0], [classes.IndexOf(l[1])]))],
            [.. there[false].Select(l => $"{l[0]}: there is no such picture; it is left out.")]);
    }
}
