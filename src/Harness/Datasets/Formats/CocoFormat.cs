using System.Text.Json;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>COCO's instances (Lin et al., ECCV 2014).</summary>
[Named("coco")]
internal sealed class CocoFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "annotations/instances_NAME.json (or that file itself) and the pictures in NAME, or in --images DIR; "
        + "boxes are x, y, width, height from 0, masks polygons or run lengths as pycocotools reads them; crowds are ignored.";

    /// <inheritdoc/>
    public bool TakesPicturesElsewhere => true;

    /// <inheritdoc/>
    public bool Recognizes(string path) => CocoPlaces.FilesOf(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var files = CocoPlaces.FilesOf(source.Path);
        var file = files.Count == 1 ? files[0] : files.SingleOrDefault(f => Path.GetFileName(f).Contains("val", StringComparison.Ordinal));
        if (file is null)
            throw new InputException(files.Count == 0
                ? $"{source.Path}: no annotations/instances_*.json is there; give the folder that holds annotations, or the file."
                : $"{source.Path}: there are {string.Join(", ", files.Select(Path.GetFileName))}; give one of these files.");
        using var json = CocoJson.Open(file);
        var problems = new List<string>();
        var categories = CocoJson.Items(json, "categories", file)
            .Select(c => (Id: CocoJson.Id(c, "id"), Name: CocoJson.Text(c, "name"))).Where(c => c.Id is not null)
            .DistinctBy(c => c.Id).OrderBy(c => c.Id, CocoJson.IdOrder).ToList();
        var index = categories.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id!, c => c.i);
        var listed = CocoJson.Items(json, "images", file)
            .Select(i => new Listed(CocoJson.Id(i, "id") ?? "", CocoJson.Text(i, "file_name") ?? "", CocoJson.Size(i)))
            .OrderBy(i => i.Id, CocoJson.IdOrder).ToList();
        var beyond = new BoxesBeyond("correct width and height of these images in the file");
        var objects = Objects(json, file, listed, index, beyond, problems);
        problems.AddRange(beyond.Problems);
        var folder = source.Images ?? (Directory.Exists(source.Path) ? source.Path : CocoPlaces.FolderOf(file));
        var pictures = CocoPlaces.PicturesOf(file, source.Images, listed.Select(i => i.File));
        var images = new List<DatasetImage>();
        foreach (var image in listed)
            if (image.File.Length == 0 || !File.Exists(Path.Combine(pictures, image.File)))
                problems.Add($"image {image.Id}: the picture {image.File} is missing; the image is left out.");
            else
                images.Add(Image(folder, pictures, image, objects.GetValueOrDefault(image.Id) ?? []));
        return new DatasetContent(
            folder, [.. categories.Select(c => new DatasetClass(c.Name ?? c.Id!, c.Id))], images, problems);
    }

    private static DatasetImage Image(string folder, string pictures, Listed image, List<DatasetObject> objects) => new(
        image.Id, LayoutFiles.Relative(folder, Path.Combine(pictures, image.File)),
        [.. objects.Where(o => !o.Ignore).Select(o => o.Class).Distinct()], objects,
        AnnotationSize: image.Size is var (width, height) ? [width, height] : null);

    private static Dictionary<string, List<DatasetObject>> Objects(
        JsonDocument json, string file, List<Listed> listed, Dictionary<string, int> index, BoxesBeyond beyond, List<string> problems)
    {
        var sizes = new Dictionary<string, (int, int)?>();
        foreach (var image in listed)
            if (!sizes.TryAdd(image.Id, image.Size))
                throw new InputException($"{file}: two images have the id {image.Id}; an id names one image.");
        var objects = new Dictionary<string, List<DatasetObject>>();
        foreach (var annotation in CocoJson.Items(json, "annotations", file))
        {
            var (id, image) = (CocoJson.Id(annotation, "id"), CocoJson.Id(annotation, "image_id") ?? "");
            if (!sizes.TryGetValue(image, out var size))
                problems.Add($"annotation {id} names image {image}, which is not listed; it is left out.");
            else if (!index.TryGetValue(CocoJson.Id(annotation, "category_id") ?? "", out var type))
                problems.Add($"annotation {id} of image {image} has no category that is listed; it is left out.");
            else if (Object(annotation, type, size, $"annotation {id} of image {image}", beyond, problems) is { } item)
                (objects.TryGetValue(image, out var list) ? list : objects[image] = []).Add(item);
        }
        return objects;
    }

    private static DatasetObject? Object(
        JsonElement annotation, int type, (int, int)? size, string name, BoxesBeyond beyond, List<string> problems)
    {
        var numbers = CocoJson.Numbers(annotation, "bbox");
        var box = numbers is [var x, var y, var width, var height] ? LayoutBox.Cut(x, y, x + width, y + height, size) : null;
        if (box is not null && size is var (columns, rows))
            beyond.Add(name, [numbers![0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]], (columns, rows));
        if (box is null && numbers is not null)
            problems.Add($"{name}: the box {LayoutBox.Text(numbers)} is empty or outside the picture.");
        var region = CocoMasks.Read(annotation, size, sentence => problems.Add($"{name}: {sentence}."));
        if (box is null && region is null)
        {
            problems.Add($"{name} has neither a box nor a mask; it is left out.");
            return null;
        }
        return new DatasetObject(type, box, region, CocoJson.IsSet(annotation, "iscrowd") || CocoJson.IsSet(annotation, "ignore"));
    }

    private sealed record Listed(string Id, string File, (int Width, int Height)? Size);
}
