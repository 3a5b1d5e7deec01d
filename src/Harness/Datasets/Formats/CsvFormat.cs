using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A table beside pictures: labels, boxes or run lengths.</summary>
[Named("csv")]
internal sealed class CsvFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "A table (CSV, TSV, JSON lines) with a column of pictures (filename, image, image_id) and one of classes "
        + "(class, label), or of boxes (xmin, ymin, xmax, ymax; x, y, w, h; bbox with --boxes), or of run lengths (EncodedPixels: start "
        + "from 1, length, down the columns), or of files of masks (mask); --table FILE where there are several. Boxes count from 0, the "
        + "upper ends exclusive, in pixels, or all of them in fractions of the picture.";

    /// <inheritdoc/>
    public bool Recognizes(string path) =>
        File.Exists(path)
            ? IsTable(path)
            : Directory.Exists(path) && TablesIn(path).Count > 0 && ImageNetPlaces.Of(path) is null
                && (LayoutPictures.Any(path) || LayoutPictures.Folders(path).Any(LayoutPictures.Any));

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var root = File.Exists(source.Path) ? Path.GetDirectoryName(source.Path)! : source.Path;
        var path = TableOf(source);
        var table = TableFile.Read(path);
        var columns = TableColumns.Of(table, path);
        if (!columns.HasPlaces && columns.Label is null)
            throw new InputException(
                $"{path}: no column names a class, a box or run lengths; there are {string.Join(", ", table.Columns)}.");
        var (name, classes) = (Path.GetFileName(path), ClassNames.Beside(path));
        var read = table.Rows.Where(r => !IsAbsent(r, columns)).ToList();
        var boxes = TableBoxes.Of(columns, source.Boxes, path, read);
        var written = read.Select(r => (Label: r[columns.Label], Where: $"line {r.Line}")).Where(l => l.Label.Length > 0).ToList();
        var labels = new LabelList(written.Select(l => l.Label), classes?.Classes);
        var pictures = new TablePictures(root);
        List<string> problems = [.. LabelProblems.Of(labels, written, name, classes?.File)];
        if (columns.Unread.Count > 0)
            problems.Add($"{name}: nothing is read from the columns {string.Join(", ", columns.Unread)}.");
        if (read.Count < table.Rows.Count)
            problems.Add($"{name}: {table.Rows.Count - read.Count} rows have the {columns.Confidence} 0, which says that the class is "
                + "not in the picture; they are left out.");
        if (boxes.AreFractions)
            problems.Add($"{name}: all boxes are within 0 to 1; they are taken for fractions of the width and height of the picture.");
        var beyond = new BoxesBeyond("state that size in the columns original_width and original_height");
        var rows = new TableImages(root, name, columns, boxes, labels, beyond, problems);
        var images = new List<DatasetImage>();
        foreach (var group in read.GroupBy(r => r[columns.Picture]))
            if (pictures.Find(group.Key) is { } file)
                images.Add(rows.Read(group.Key, file, [.. group]));
            else
                problems.Add($"{name}, line {group.First().Line}: the picture {group.Key} is missing; it is left out.");
        problems.AddRange(beyond.Problems);
        if (columns.HasPlaces)
            images.AddRange(pictures
                .Others(images.Select(i => i.File).Concat(rows.Masks), images.Count > 0 && images.All(i => !LayoutPictures.Is(i.Id)))
                .Select(other => new DatasetImage(other.Id, other.File, [], [])));
        else if (pictures.Others(images.Select(i => i.File), false) is { Count: > 0 } others)
            problems.Add($"{others.Count} pictures, {others[0].File} for example, have no row in {name}; "
                + "they are left out.");
        return new DatasetContent(root, labels.Classes, LayoutPictures.WithUniqueIds(images), problems);
    }

    private static bool IsAbsent(TableRow row, TableColumns columns) =>
        columns.Confidence is { } column && NumberList.Numbers(row[column]) is [0];

    private static string TableOf(DatasetSource source)
    {
        if (source.Table is { } stated)
            return stated;
        if (File.Exists(source.Path))
            return source.Path;
        return TablesIn(source.Path) switch
        {
            [var only] => only,
            [] => throw new InputException($"{source.Path}: there is no table; name one with --table FILE."),
            var several => throw new InputException(
                $"{source.Path}: there are {string.Join(", ", several.Select(t => Path.GetFileName(t)))}; choose one with --table FILE."),
        };
    }

    // metadata.csv is Hugging Face's, which has rules of its own.
    private static IReadOnlyList<string> TablesIn(string folder) =>
        [.. LayoutFiles.Files(folder, TableFile.Extensions).Where(f => Path.GetFileNameWithoutExtension(f) != "metadata")];

    private static bool IsTable(string path) =>
        TableFile.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && Path.GetFileNameWithoutExtension(path) != "metadata";
}
