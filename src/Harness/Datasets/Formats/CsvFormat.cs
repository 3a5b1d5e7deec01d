using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A table beside pictures: labels, boxes or run lengths.</summary>
[Named("csv")]
public sealed class CsvFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "A table (CSV, TSV, JSON lines) with a column of pictures (filename, image, image_id) and one of classes "
        + "(class, label), or of boxes (xmin, ymin, xmax, ymax; x, y, w, h; bbox with --boxes), or of run lengths (EncodedPixels: start "
        + "from 1, length, down the columns); --table FILE where there are several. Boxes count from 0, the upper ends exclusive.";

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
        var boxes = TableBoxes.Of(columns, source.Boxes, path);
        var labels = new LabelList(table.Rows.Select(r => r[columns.Label]).Where(l => l.Length > 0), ClassNames.Beside(path));
        var (pictures, problems) = (new TablePictures(root), new List<string>());
        var rows = new TableImages(root, Path.GetFileName(path), columns, boxes, labels, problems);
        var images = new List<DatasetImage>();
        foreach (var group in table.Rows.GroupBy(r => r[columns.Picture]))
            if (pictures.Find(group.Key) is { } file)
                images.Add(rows.Read(group.Key, file, [.. group]));
            else
                problems.Add($"{Path.GetFileName(path)}, line {group.First().Line}: the picture {group.Key} is missing; it is left out.");
        if (columns.HasPlaces)
            images.AddRange(pictures.Others(images.Select(i => i.File), images.Count > 0 && images.All(i => !LayoutPictures.Is(i.Id)))
                .Select(other => new DatasetImage(other.Id, other.File, [], [])));
        else if (pictures.Others(images.Select(i => i.File), false) is { Count: > 0 } others)
            problems.Add($"{others.Count} pictures, {others[0].File} for example, have no row in {Path.GetFileName(path)}; "
                + "they are left out.");
        return new DatasetContent(root, labels.Classes, LayoutPictures.WithUniqueIds(images), problems);
    }

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
