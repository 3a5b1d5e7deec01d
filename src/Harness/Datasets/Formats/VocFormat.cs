using VisEval.Core;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>PASCAL VOC (Everingham et al., IJCV 2010).</summary>
[Named("voc")]
internal sealed class VocFormat : IDatasetFormat
{
    private const int Void = 255;

    // The index of a class in the palette of SegmentationClass is its place here, from 1.
    private static readonly string[] Known =
    [
        "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog", "horse", "motorbike",
        "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    ];

    private static readonly string[] Sets = ["val", "test", "trainval", "train"];

    /// <inheritdoc/>
    public string Layout => "VOCdevkit/VOC2012 with JPEGImages, Annotations/*.xml (boxes from 1, both ends inside), "
        + "SegmentationClass/*.png (palette index = class, 255 is ignored) and ImageSets/Main/val.txt (else test, "
        + "trainval, train; else every annotation); difficult objects are ignored.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => RootsOf(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var roots = RootsOf(source.Path);
        if (roots.Count != 1)
            throw new InputException(roots.Count == 0
                ? $"{source.Path}: no folder JPEGImages beside a folder Annotations; give the folder that holds both."
                : $"{source.Path}: {string.Join(", ", roots.Select(Path.GetFileName))} are datasets of their own; give one of them.");
        var (root, folder) = (roots[0], Directory.Exists(source.Path) ? source.Path : roots[0]);
        var problems = new List<string>();
        var read = new List<(string Stem, AnnotationXml? Annotation)>();
        foreach (var stem in Stems(root, source.Path))
            if (File.Exists(PictureOf(root, stem)))
                read.Add((stem, Annotation(root, stem, problems)));
            else
                problems.Add(
                    $"{stem}: the picture {LayoutFiles.Relative(folder, PictureOf(root, stem))} is missing; the image is left out.");
        var others = read.SelectMany(r => r.Annotation?.Objects.Select(o => o.Name) ?? []).Except(Known).Where(n => n.Length > 0);
        string[] names = [.. Known, .. others.Order(StringComparer.Ordinal)];
        var beyond = new BoxesBeyond("state that size as <size> in the annotations");
        return new DatasetContent(
            folder, [.. names.Select((name, i) => new DatasetClass(name, $"{i + 1}"))],
            [.. read.Select(r => Image(folder, root, r.Stem, r.Annotation, names, beyond, problems))], [.. problems, .. beyond.Problems]);
    }

    private static DatasetImage Image(
        string folder, string root, string stem, AnnotationXml? annotation, string[] names, BoxesBeyond beyond, List<string> problems)
    {
        var picture = LayoutFiles.Relative(folder, PictureOf(root, stem));
        var objects = new List<DatasetObject>();
        var size = annotation is null ? null : StatedSize.Of(annotation.Size, folder, picture, problems);
        foreach (var item in annotation?.Objects ?? [])
            if (BoxOf(item, size) is { } box && item.Name.Length > 0)
            {
                if (size is var (w, h))
                    beyond.Add(stem, item.Corners!, (w, h));
                objects.Add(new DatasetObject(Array.IndexOf(names, item.Name), box, Ignore: item.IsDifficult));
            }
            else
                problems.Add($"{stem}: an object \"{item.Name}\" has no name or no box on the picture "
                    + $"({(item.Corners is null ? "no four numbers" : LayoutBox.Text(item.Corners))}); it is left out.");
        var mask = Path.Combine(root, "SegmentationClass", stem + ".png");
        IEnumerable<int> segmented = File.Exists(mask) ? objects.Select(o => o.Class).Distinct().Where(c => c < Known.Length) : [];
        return new DatasetImage(
            stem, picture, [.. objects.Where(o => !o.Ignore).Select(o => o.Class).Distinct()], objects,
            AnnotationSize: size is var (width, height) ? [width, height] : null)
        {
            Regions = [.. segmented.Select(
                c => new ClassRegion(c, new ValueMask(LayoutFiles.Relative(folder, mask), [c + 1], [Void])))],
        };
    }

    /// <summary>The box of an object in VOC's counting: pixels from 1, both ends inside.</summary>
    internal static IReadOnlyList<double>? BoxOf(AnnotationXml.Item item, (int Width, int Height)? size) =>
        item.Corners is [var x0, var y0, var x1, var y1] ? LayoutBox.Cut(x0 - 1, y0 - 1, x1, y1, size) : null;

    private static AnnotationXml? Annotation(string root, string stem, List<string> problems)
    {
        var path = Path.Combine(root, "Annotations", stem + ".xml");
        try
        {
            if (File.Exists(path))
                return AnnotationXml.Read(path);
            problems.Add($"{stem}: there is no annotation {path}; the image has no objects.");
        }
        catch (InputException exception)
        {
            problems.Add($"{exception.Message} The image {stem} has no objects.");
        }
        return null;
    }

    private static IEnumerable<string> Stems(string root, string path)
    {
        var sets = Path.Combine(root, "ImageSets", "Main");
        var list = path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            ? path
            : LayoutFiles.FirstFile([.. Sets.Select(set => Path.Combine(sets, set + ".txt"))]);
        return list is null
            ? LayoutFiles.Files(Path.Combine(root, "Annotations"), ".xml").Select(f => Path.GetFileNameWithoutExtension(f))
            : LayoutFiles.Words(list).Select(words => words[0]).Distinct();
    }

    private static string PictureOf(string root, string stem) => Path.Combine(root, "JPEGImages", stem + ".jpg");

    // A folder, one above it, or a list below its ImageSets.
    private static List<string> RootsOf(string path)
    {
        if (path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && Path.GetDirectoryName(Path.GetDirectoryName(path)) is { } sets
            && Path.GetFileName(sets) == "ImageSets")
            path = Path.GetDirectoryName(sets)!;
        static bool IsRoot(string folder) =>
            Directory.Exists(Path.Combine(folder, "JPEGImages")) && Directory.Exists(Path.Combine(folder, "Annotations"));
        if (!Directory.Exists(path))
            return [];
        if (IsRoot(path))
            return [path];
        var devkit = Path.Combine(path, "VOCdevkit");
        return
        [
            .. Directory.EnumerateDirectories(Directory.Exists(devkit) ? devkit : path, "VOC*")
                .Where(IsRoot).Order(StringComparer.Ordinal),
        ];
    }
}
