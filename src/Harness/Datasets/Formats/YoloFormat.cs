using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A data.yaml with a text file of objects for each picture, as Ultralytics' YOLO takes them.</summary>
[Named("yolo")]
internal sealed class YoloFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "data.yaml with names and the folders val, test, train of pictures; labels/…/NAME.txt in the place of "
        + "images/…/NAME.jpg: a line an object, class, centre x, centre y, width, height, or class and x, y of the corners of a polygon, "
        + "in fractions of the upright picture. No file: no object.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => YoloData.FilesOf(path).Any(YoloData.IsLikely);

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var files = YoloData.FilesOf(source.Path).Where(YoloData.IsLikely).ToList();
        if (files.Count != 1)
            throw new InputException(files.Count == 0
                ? $"{source.Path}: there is no .yaml file with names and val, test or train."
                : $"{source.Path}: there are {string.Join(", ", files.Select(f => Path.GetFileName(f)))}; give one of these files.");
        var data = YoloData.Read(files[0]);
        var root = Path.GetDirectoryName(files[0])!;
        var problems = new List<string>(data.Problems);
        var images = new List<DatasetImage>();
        foreach (var (split, pictures) in data.Splits)
            foreach (var picture in pictures)
                if (Image(root, picture, data, problems) is { } image)
                    images.Add(data.Splits.Count > 1 ? image with { Id = $"{split}/{image.Id}" } : image);
        return new DatasetContent(root, [.. data.Names.Select(n => new DatasetClass(n))], LayoutPictures.WithUniqueIds(images), problems);
    }

    private static DatasetImage? Image(string root, string picture, YoloData data, List<string> problems)
    {
        var file = LayoutFiles.Relative(root, picture);
        try
        {
            var size = PictureHead.Size(picture);
            var labels = LabelsOf(picture);
            var objects = File.Exists(labels) ? Objects(labels, LayoutFiles.Relative(root, labels), size, data.Names.Count, problems) : [];
            var classes = objects.Select(o => o.Class).Distinct().Order().ToList();
            return new DatasetImage(data.IdOf(picture), file, classes, objects);
        }
        catch (InputException exception)
        {
            problems.AddRange(exception.Errors.Select(e => $"{e} The image is left out."));
            return null;
        }
    }

    private static List<DatasetObject> Objects(
        string path, string name, (int Width, int Height) size, int classes, List<string> problems)
    {
        var objects = new List<DatasetObject>();
        foreach (var (words, line) in LayoutFiles.Words(path).Select((w, i) => (w, i + 1)))
        {
            var numbers = NumberList.Numbers(string.Join(' ', words.Skip(1)));
            if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type >= classes)
                problems.Add($"{name}, line {line}: the class {words[0]} is none of the {classes} names; the object is left out.");
            else if (Object(type, numbers, size) is { } found)
                objects.Add(found);
            else
                problems.Add($"{name}, line {line}: not class, centre x, centre y, width, height, nor class and a polygon of at least "
                    + "three corners, in fractions of the picture; the object is left out.");
        }
        return objects;
    }

    private static DatasetObject? Object(int type, double[]? numbers, (int Width, int Height) size)
    {
        if (numbers is null || numbers.Any(n => Math.Abs(n) > 1000))
            return null;
        if (numbers is [var x, var y, var w, var h])
            return LayoutBox.Cut(
                (x - w / 2) * size.Width, (y - h / 2) * size.Height, (x + w / 2) * size.Width, (y + h / 2) * size.Height, size) is { } box
                    ? new DatasetObject(type, box)
                    : null;
        if (numbers.Length < 6 || numbers.Length % 2 != 0)
            return null;
        var outline = new OutlineRegion([.. numbers.Select((n, i) => n * (i % 2 == 0 ? size.Width : size.Height))]);
        var (x0, y0, x1, y1) = outline.Bounds();
        return LayoutBox.Cut(x0, y0, x1, y1, size) is { } around ? new DatasetObject(type, around, outline) : null;
    }

    // Ultralytics: the last folder called images is called labels.
    private static string LabelsOf(string picture)
    {
        var at = picture.LastIndexOf("/images/", StringComparison.Ordinal);
        var labels = at < 0 ? picture : $"{picture[..at]}/labels/{picture[(at + "/images/".Length)..]}";
        return Path.ChangeExtension(labels, ".txt");
    }
}
