using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>ImageNet-S (Gao et al., TPAMI 2022): ImageNet pictures with masks of classes.</summary>
[Named("imagenet-s")]
internal sealed class ImageNetSFormat : IDatasetFormat
{
    private const int Ignored = 1000;

    /// <inheritdoc/>
    public string Layout => "validation/SYNSET/*.JPEG and validation-segmentation/SYNSET/*.png, also below a folder ImageNetS*: a pixel is "
        + "red + 256·green, 0 other, 1000 ignored, else the line (from 1) of the class in ImageNetS_categories_*.txt, "
        + "or without that file among the folders.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => RootsOf(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var roots = RootsOf(source.Path);
        if (roots.Count != 1)
            throw new InputException(roots.Count == 0
                ? $"{source.Path}: no folder validation-segmentation; give the folder that holds it and validation."
                : $"{source.Path}: {string.Join(", ", roots.Select(Path.GetFileName))} are datasets of their own; give one of them.");
        var (folder, pictures) = (source.Path, Path.Combine(roots[0], "validation"));
        var synsets = Synsets(folder, roots[0], pictures);
        var problems = new List<string>();
        var files = Directory.EnumerateDirectories(pictures).Order(StringComparer.Ordinal)
            .SelectMany(d => LayoutFiles.Files(d, ".JPEG", ".jpg", ".png")).ToList();
        var found = files.AsParallel().AsOrdered()
            .Select(file => Image(folder, roots[0], file, synsets)).ToList();
        problems.AddRange(found.Select(f => f.Problem).OfType<string>());
        return new DatasetContent(
            folder, [.. synsets.Select((s, i) => new DatasetClass(s, $"{i + 1}"))], [.. found.Select(f => f.Image).OfType<DatasetImage>()],
            problems);
    }

    private static (DatasetImage? Image, string? Problem) Image(string folder, string root, string file, List<string> synsets)
    {
        var synset = Path.GetFileName(Path.GetDirectoryName(file))!;
        var stem = Path.GetFileNameWithoutExtension(file);
        var label = synsets.IndexOf(synset);
        if (label < 0)
            return (null, $"{LayoutFiles.Relative(folder, file)}: the list of categories has no {synset}; the image is left out.");
        var image = new DatasetImage($"{synset}/{stem}", LayoutFiles.Relative(folder, file), [label], []);
        var mask = Path.Combine(root, "validation-segmentation", synset, stem + ".png");
        if (!File.Exists(mask))
            return (image, $"{synset}/{stem}: the mask {LayoutFiles.Relative(folder, mask)} is missing.");
        try
        {
            var ids = ColourIdMask.Ids(PictureFile.Decode(mask)).Distinct().Where(id => id is not (0 or Ignored)).Order().ToList();
            var unknown = ids.Where(id => id > synsets.Count).ToList();
            var regions = ids.Except(unknown)
                .Select(id => new ClassRegion(id - 1, new ColourIdMask(LayoutFiles.Relative(folder, mask), id, Ignored)));
            return (image with { Regions = [.. regions] }, unknown.Count == 0
                ? null
                : $"{mask}: the value {unknown[0]} stands for no class; there are {synsets.Count}.");
        }
        catch (InputException exception)
        {
            return (image, exception.Message);
        }
    }

    private static List<string> Synsets(string folder, string root, string pictures)
    {
        var lists = new[] { folder, root }.Distinct()
            .SelectMany(d => Directory.EnumerateFiles(d, "ImageNetS_categories_*.txt")).Order(StringComparer.Ordinal).ToList();
        var number = new string([.. Path.GetFileName(root).Where(char.IsAsciiDigit)]);
        var list = lists.Find(l => l.EndsWith($"_im{number}.txt", StringComparison.Ordinal)) ?? lists.FirstOrDefault();
        return list is null
            ? [.. Directory.EnumerateDirectories(pictures).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
            : [.. LayoutFiles.Words(list).Select(words => words[0]).Order(StringComparer.Ordinal)];
    }

    private static List<string> RootsOf(string path)
    {
        static bool IsRoot(string folder) => Directory.Exists(Path.Combine(folder, "validation-segmentation"))
            && Directory.Exists(Path.Combine(folder, "validation"));
        return !Directory.Exists(path) ? []
            : IsRoot(path) ? [path]
            : [.. Directory.EnumerateDirectories(path, "ImageNetS*").Where(IsRoot).Order(StringComparer.Ordinal)];
    }
}
