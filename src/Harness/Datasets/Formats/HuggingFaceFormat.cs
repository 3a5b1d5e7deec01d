using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Pictures with a <c>metadata.csv</c> or <c>metadata.jsonl</c> beside them, as Hugging Face's <c>imagefolder</c> reads
/// them.</summary>
[Named("hf-imagefolder")]
internal sealed class HuggingFaceFormat : IDatasetFormat
{
    private static readonly string[] Metadata = ["metadata.jsonl", "metadata.csv"];

    /// <inheritdoc/>
    public string Layout => "metadata.csv or metadata.jsonl in the folder, or in train, validation, test: file_name is relative to it, "
        + "label a name or a class index, objects.bbox are x, y, width, height from 0, objects.categories their class indices or names.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(path) && Tables(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var (root, problems) = (source.Path, new List<string>());
        var tables = Directory.Exists(root) ? Tables(root) : [];
        if (tables.Count == 0)
            throw new InputException($"{root}: there is no metadata.csv or metadata.jsonl in it or in a folder of it.");
        var beyond = new BoxesBeyond("store the pictures at that size");
        var found = tables.SelectMany(table => Rows(root, table, tables.Count > 1, beyond, problems)).ToList();
        problems.AddRange(beyond.Problems);
        var classes = ClassNames.Beside(tables[0]);
        var written = found.SelectMany(f => f.Boxes.Select(b => b.Label).Append(f.Label).OfType<string>()
            .Select(label => (Label: label, f.Where))).ToList();
        var labels = new LabelList(written.Select(l => l.Label), classes?.Classes);
        problems.AddRange(LabelProblems.Of(labels, written, "metadata", classes?.File));
        return new DatasetContent(root, labels.Classes, [.. found.Select(f => Image(f, labels))], problems);
    }

    private static DatasetImage Image(Row row, LabelList labels)
    {
        // A box of what is no class is not one of any class.
        var objects = row.Boxes.Where(b => b.Label is null || labels[b.Label] is not null)
            .Select(b => new DatasetObject((b.Label is null ? null : labels[b.Label]) ?? DatasetObject.AnyClass, b.Box)).ToList();
        IEnumerable<int> classes = row.Label is not null
            ? new[] { labels[row.Label] }.OfType<int>()
            : objects.Select(o => o.Class).Where(c => c != DatasetObject.AnyClass).Distinct().Order();
        return new DatasetImage(row.Id, row.File, [.. classes], objects);
    }

    private static List<Row> Rows(string root, string path, bool severalSplits, BoxesBeyond beyond, List<string> problems)
    {
        var folder = Path.GetDirectoryName(path)!;
        var table = TableFile.Read(path);
        var (rows, listed) = (new List<Row>(), new HashSet<string>());
        if (!table.Columns.Contains("file_name"))
            throw new InputException($"{path}: there is no column file_name, but {string.Join(", ", table.Columns)}.");
        foreach (var row in table.Rows)
        {
            var name = row["file_name"];
            if (LayoutPictures.Named(root, folder, name) is not { } file)
                problems.Add($"{LayoutFiles.Relative(root, Path.Combine(folder, name))}: the picture is listed in "
                    + $"{LayoutFiles.Relative(root, path)}, line {row.Line}, but is missing; the image is left out.");
            else if (!listed.Add(file))
                problems.Add($"{file}: {LayoutFiles.Relative(root, path)}, line {row.Line}, lists the picture again; the row is left out.");
            else
                rows.Add(new Row(
                    severalSplits ? file : LayoutFiles.Relative(folder, Path.Combine(root, file)), file,
                    row["label"] is { Length: > 0 } label ? label : null, Boxes(row, path, root, file, beyond, problems),
                    $"{LayoutFiles.Relative(root, path)}, line {row.Line}"));
        }
        problems.AddRange(LayoutPictures.Under(folder).Select(p => LayoutFiles.Relative(root, p)).Except(listed)
            .Select(f => $"{f}: the picture has no row in {LayoutFiles.Relative(root, path)}; it is left out."));
        return rows;
    }

    private static List<(IReadOnlyList<double>, string?)> Boxes(
        TableRow row, string path, string root, string file, BoxesBeyond beyond, List<string> problems)
    {
        var boxes = new List<(IReadOnlyList<double>, string?)>();
        if (row["objects"].Length == 0)
            return boxes;
        try
        {
            using var json = JsonDocument.Parse(row["objects"]);
            var labels = Items(json.RootElement, "categories") ?? Items(json.RootElement, "category") ?? Items(json.RootElement, "label");
            var size = new PictureInFile(file).Size(root);
            foreach (var (item, i) in (Items(json.RootElement, "bbox") ?? []).Select((item, i) => (item, i)))
                if (NumberList.Numbers(item.GetRawText()) is [var x, var y, var w, var h]
                    && LayoutBox.Cut(x, y, x + w, y + h, size) is { } box)
                {
                    beyond.Add(file, [x, y, x + w, y + h], size);
                    boxes.Add((box, i < labels?.Count ? labels[i].ToString() : null));
                }
                else
                    problems.Add($"{file}: the box {item.GetRawText()} in {LayoutFiles.Relative(root, path)}, line {row.Line}, is not "
                        + $"x, y, width, height in the picture of {size.Width}×{size.Height}; it is left out.");
        }
        catch (InputException exception)
        {
            problems.AddRange(exception.Errors);
        }
        catch (JsonException exception)
        {
            problems.Add($"{file}: objects in {LayoutFiles.Relative(root, path)}, line {row.Line}, is not valid JSON "
                + $"({FaultText.Of(exception)}); the boxes are left out.");
        }
        return boxes;
    }

    private static List<JsonElement>? Items(JsonElement objects, string name) =>
        objects.ValueKind == JsonValueKind.Object && objects.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : null;

    private static IReadOnlyList<string> Tables(string root) =>
    [
        .. LayoutPictures.Folders(root).Prepend(root).Select(f => LayoutFiles.FirstFile([.. Metadata.Select(m => Path.Combine(f, m))]))
            .OfType<string>(),
    ];

    private sealed record Row(
        string Id, string File, string? Label, IReadOnlyList<(IReadOnlyList<double> Box, string? Label)> Boxes, string Where);
}
