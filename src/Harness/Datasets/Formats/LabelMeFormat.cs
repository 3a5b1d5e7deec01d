using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A JSON file of shapes for each picture, as the program LabelMe writes them.</summary>
[Named("labelme")]
internal sealed class LabelMeFormat : IDatasetFormat
{
    /// <summary>The label of what is not scored for any class.</summary>
    private const string Ignore = "__ignore__";

    private const int LookedAt = 20;

    /// <inheritdoc/>
    public string Layout => "A .json file with shapes and imagePath for each picture, in the folder or a folder of it: polygons, "
        + "rectangles (two corners), circles (centre and a point of the rim). A pixel is inside when its centre is; __ignore__ is not "
        + "scored, whatever lies there.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(path) && FilesOf(path).Take(LookedAt).Any(LabelMeShape.IsLikely);

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var (root, problems) = (source.Path, new List<string>());
        var files = Directory.Exists(root) ? FilesOf(root) : [];
        var read = files.Select(f => LabelMeShape.Read(f, LayoutFiles.Relative(root, f), problems)).OfType<LabelMeFile>().ToList();
        if (read.Count == 0)
            throw new InputException($"{root}: there is no .json file with shapes and imagePath in it or in a folder of it.");
        var classes = read.SelectMany(r => r.Shapes.Select(s => s.Label)).Where(l => l != Ignore).Distinct().Order(StringComparer.Ordinal)
            .ToList();
        var beyond = new BoxesBeyond("state that size as imageWidth and imageHeight in the files");
        var images = read.Select(r => Image(root, r, classes, beyond, problems)).OfType<DatasetImage>().ToList();
        return new DatasetContent(
            root, [.. classes.Select(c => new DatasetClass(c))], LayoutPictures.WithUniqueIds(images), [.. problems, .. beyond.Problems]);
    }

    private static DatasetImage? Image(
        string root, LabelMeFile annotation, List<string> classes, BoxesBeyond beyond, List<string> problems)
    {
        var name = LayoutFiles.Relative(root, annotation.Path);
        var folder = Path.GetDirectoryName(annotation.Path)!;
        if (LayoutPictures.Named(root, folder, annotation.Picture) is not { } file)
        {
            problems.Add($"{name}: the picture {annotation.Picture} is missing; the image is left out.");
            return null;
        }
        if (SizeOf(root, file, problems) is not { } stored)
            return null;
        var size = annotation.Size ?? stored;
        foreach (var shape in annotation.Shapes)
            if (shape.Bounds() is { } bounds && shape.Box(size) is not null)
                beyond.Add($"{name} ({shape.Label})", bounds, size);
        var objects = annotation.Shapes.Select(s => Object(s, size, classes)).ToList();
        var ignored = objects.Where(o => o.Ignore).Select(o => o.Region).OfType<IRegion>().ToList();
        return new DatasetImage(
            Path.GetFileNameWithoutExtension(annotation.Path), file,
            [.. objects.Where(o => !o.Ignore).Select(o => o.Class).Distinct().Order()], objects,
            AnnotationSize: annotation.Size is var (width, height) && (width, height) != stored ? [width, height] : null)
        {
            Ignored = ignored.Count == 0 ? null : ignored is [var only] ? only : new JoinedRegion(ignored),
        };
    }

    private static DatasetObject Object(LabelMeShape shape, (int Width, int Height) size, List<string> classes)
    {
        var isIgnored = shape.Label == Ignore;
        return new DatasetObject(
            isIgnored ? DatasetObject.AnyClass : classes.IndexOf(shape.Label), shape.Box(size), shape.Region(), isIgnored);
    }

    private static (int Width, int Height)? SizeOf(string root, string file, List<string> problems)
    {
        try
        {
            return new PictureInFile(file).Size(root);
        }
        catch (InputException exception)
        {
            problems.AddRange(exception.Errors.Select(e => $"{e} The image is left out."));
            return null;
        }
    }

    private static IReadOnlyList<string> FilesOf(string root) =>
        [.. LayoutPictures.Folders(root).Prepend(root).SelectMany(f => LayoutFiles.Files(f, ".json"))
            .OrderBy(f => Path.GetFileName(f), StringComparer.Ordinal)];
}
