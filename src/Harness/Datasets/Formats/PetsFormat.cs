using VisEval.Core;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The Oxford-IIIT pets (Parkhi et al., CVPR 2012).</summary>
[Named("pets")]
internal sealed class PetsFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "images/*.jpg and annotations/trimaps/*.png (1 pet, 2 background, 3 is ignored), listed in "
        + "annotations/list.txt (else every picture); the class is the name without its number; annotations/xmls holds boxes of heads, "
        + "which are shown but not scored as boxes of pets.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => TrimapsOf(path) is not null;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var (folder, problems) = (source.Path, new List<string>());
        var trimaps = TrimapsOf(folder)
            ?? throw new InputException($"{folder}: no folder images beside annotations/trimaps or trimaps; give the folder of both.");
        var lines = Lines(folder);
        var classes = ClassesOf(lines);
        var images = new List<DatasetImage>();
        foreach (var (stem, name) in lines.Select(l => (l[0], NameOf(l[0]))))
        {
            if (!File.Exists(Path.Combine(folder, "images", stem + ".jpg")))
            {
                problems.Add($"{stem}: the picture images/{stem}.jpg is missing; the image is left out.");
                continue;
            }
            var type = classes.FindIndex(c => c.Name == name);
            var mask = Path.Combine(trimaps, stem + ".png");
            if (!File.Exists(mask))
                problems.Add($"{stem}: the trimap {LayoutFiles.Relative(folder, mask)} is missing.");
            images.Add(new DatasetImage(stem, $"images/{stem}.jpg", [type], Heads(folder, stem, type, problems))
            {
                Regions = File.Exists(mask) ? [new ClassRegion(type, new ValueMask(LayoutFiles.Relative(folder, mask), [1], [3]))] : [],
            });
        }
        return new DatasetContent(folder, classes, images, problems);
    }

    private static DatasetObject[] Heads(string folder, string stem, int type, List<string> problems)
    {
        var path = Path.Combine(folder, "annotations", "xmls", stem + ".xml");
        if (!File.Exists(path))
            return [];
        try
        {
            var annotation = AnnotationXml.Read(path);
            return
            [
                .. annotation.Objects.Select(o => VocFormat.BoxOf(o, annotation.Size)).OfType<IReadOnlyList<double>>()
                    .Select(box => new DatasetObject(type, box) { IsPart = true }),
            ];
        }
        catch (InputException exception)
        {
            problems.Add($"{exception.Message} The image {stem} has no box of its head.");
            return [];
        }
    }

    // The classes of the list by their numbers; without a list by name, whatever the case, which gives the same numbers.
    private static List<DatasetClass> ClassesOf(IReadOnlyList<string[]> lines) =>
    [
        .. lines.Select(l => (Name: NameOf(l[0]), Id: l.Length > 1 && int.TryParse(l[1], out var id) ? id : 0)).DistinctBy(c => c.Name)
            .OrderBy(c => c.Id).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .Select((c, i) => new DatasetClass(c.Name, $"{(c.Id > 0 ? c.Id : i + 1)}")),
    ];

    private static IReadOnlyList<string[]> Lines(string folder)
    {
        string[] lists = [.. new[] { "list.txt", "test.txt", "trainval.txt" }.Select(f => Path.Combine(folder, "annotations", f))];
        return LayoutFiles.FirstFile(lists) is { } list
            ? [.. LayoutFiles.Words(list).Where(words => words[0][0] != '#')]
            : [.. LayoutFiles.Files(Path.Combine(folder, "images"), ".jpg").Select(f => new[] { Path.GetFileNameWithoutExtension(f) })];
    }

    private static string NameOf(string stem) => stem.LastIndexOf('_') is > 0 and var end ? stem[..end] : stem;

    private static string? TrimapsOf(string folder) => Directory.Exists(Path.Combine(folder, "images"))
        ? LayoutFiles.FirstFolder(Path.Combine(folder, "annotations", "trimaps"), Path.Combine(folder, "trimaps"))
        : null;
}
