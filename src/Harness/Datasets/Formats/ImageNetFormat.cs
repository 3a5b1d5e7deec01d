using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>ImageNet's classification and localization data (Russakovsky et al., IJCV 2015), as Kaggle and the devkit lay it
/// out.</summary>
[Named("imagenet")]
internal sealed class ImageNetFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "ILSVRC/Data/CLS-LOC/{val,train} with ILSVRC/Annotations/CLS-LOC (XML) or LOC_*_solution.csv, or folders by "
        + "synset beside LOC_synset_mapping.txt (or synset_words.txt); boxes from 0, both ends inside; a class is its synset, its index "
        + "the rank among them. Give ILSVRC/Data/CLS-LOC/val to take one part alone.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => ImageNetPlaces.Of(path) is not null;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var places = ImageNetPlaces.Of(source.Path)
            ?? throw new InputException(
                $"{source.Path}: neither ILSVRC/Data/CLS-LOC nor folders by synset beside LOC_synset_mapping.txt are there.");
        var problems = new List<string>();
        var found = places.Parts.SelectMany(part => Part(places, part, problems)).ToList();
        var classes = places.Classes(found.SelectMany(f => f.Boxes.Select(b => b.Synset).Prepend(f.Synset).OfType<string>()));
        var index = classes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id!, c => c.i);
        var beyond = new BoxesBeyond("state that size as <size> in the annotations");
        return new DatasetContent(
            places.Folder, classes, [.. found.Select(f => Image(places, f, index, beyond, problems))], [.. problems, .. beyond.Problems]);
    }

    private static IEnumerable<Found> Part(ImageNetPlaces places, string part, List<string> problems)
    {
        var pictures = Path.Combine(places.Pictures, part);
        var listed = ImageNetTable.Read(Path.Combine(places.Folder, $"LOC_{part}_solution.csv"));
        var files = Directory.EnumerateFiles(pictures, "*.JPEG", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var stems = files.Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();
        problems.AddRange(listed.Keys.Where(id => !stems.Contains(id)).Order(StringComparer.Ordinal)
            .Select(id => $"{id}: LOC_{part}_solution.csv lists it, but the picture is missing; the image is left out."));
        foreach (var file in files)
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            var parent = Path.GetFileName(Path.GetDirectoryName(file))!;
            var boxes = listed.GetValueOrDefault(stem) ?? [];
            (int, int)? size = null;
            var xml = Path.Combine(places.Annotations, Path.ChangeExtension(Path.GetRelativePath(places.Pictures, file), ".xml"));
            if (File.Exists(xml))
                try
                {
                    var annotation = AnnotationXml.Read(xml);
                    (size, boxes) = (annotation.Size, [.. annotation.Objects.Select(o => new ImageNetBox(o.Name, o.Corners))]);
                }
                catch (InputException exception)
                {
                    problems.Add($"{exception.Message} The boxes of {stem} are those of the table, if it has any.");
                }
            var synset = ImageNetPlaces.IsSynset(parent) ? parent : boxes.Select(b => b.Synset).FirstOrDefault();
            yield return new Found(file, synset, boxes, size);
        }
    }

    private static DatasetImage Image(
        ImageNetPlaces places, Found found, Dictionary<string, int> index, BoxesBeyond beyond, List<string> problems)
    {
        var stem = Path.GetFileNameWithoutExtension(found.File);
        var shown = found.Boxes.Count == 0 ? null : found.Size ?? beyond.SizeOf(places.Folder, Relative(places, found));
        var objects = new List<DatasetObject>();
        foreach (var (synset, corners) in found.Boxes)
            if (corners is [var x0, var y0, var x1, var y1] && LayoutBox.Cut(x0, y0, x1 + 1, y1 + 1, found.Size) is { } box)
            {
                if (shown is { } size)
                    beyond.Add(stem, [x0, y0, x1 + 1, y1 + 1], size);
                objects.Add(new DatasetObject(index[synset], box));
            }
            else
                problems.Add($"{stem}: a box of {synset} has no four numbers or lies outside the picture "
                    + $"({(corners is null ? "none" : LayoutBox.Text(corners))}); it is left out.");
        if (found.Synset is null)
            problems.Add($"{stem}: neither a table, nor an annotation, nor a folder says its class.");
        return new DatasetImage(
            stem, Relative(places, found), found.Synset is null ? [] : [index[found.Synset]], objects,
            AnnotationSize: found.Size is var (width, height) ? [width, height] : null);
    }

    private static string Relative(ImageNetPlaces places, Found found) => LayoutFiles.Relative(places.Folder, found.File);

    private sealed record Found(string File, string? Synset, IReadOnlyList<ImageNetBox> Boxes, (int Width, int Height)? Size);
}
