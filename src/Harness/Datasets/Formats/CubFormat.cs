using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>CUB-200-2011 (Wah et al., Caltech 2011).</summary>
[Named("cub")]
internal sealed class CubFormat : IDatasetFormat
{
    // More than half of five votes, stored as 0, 51, …, 255.
    private const int Majority = 128;

    /// <inheritdoc/>
    public string Layout => "CUB_200_2011 with images.txt, image_class_labels.txt, classes.txt and bounding_boxes.txt, joined by the id in "
        + "front (boxes: x, y, width, height from 0), and segmentations/*.png, beside images or beside the folder "
        + "(gray levels are votes, from 128 on bird).";

    /// <inheritdoc/>
    public bool Recognizes(string path) => RootOf(path) is not null;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var root = RootOf(source.Path)
            ?? throw new InputException($"{source.Path}: no images.txt beside image_class_labels.txt; give the folder CUB_200_2011.");
        var classes = LayoutFiles.Words(Path.Combine(root, "classes.txt"), 2).Where(w => w.Length == 2).ToList();
        if (classes.CountBy(words => words[0]).FirstOrDefault(c => c.Value > 1) is { Key: { } twice })
            throw new InputException($"{Path.Combine(root, "classes.txt")}: the class {twice} is there twice; number each apart.");
        var index = classes.Select((words, i) => (Id: words[0], i)).ToDictionary(c => c.Id, c => c.i);
        var labels = ById(root, "image_class_labels.txt");
        var boxes = ById(root, "bounding_boxes.txt");
        var masks = LayoutFiles.FirstFolder(Path.Combine(root, "segmentations"), Path.GetFullPath("../segmentations", root));
        var problems = new List<string>();
        var beyond = new BoxesBeyond("store the pictures at that size");
        var images = new List<DatasetImage>();
        foreach (var words in LayoutFiles.Words(Path.Combine(root, "images.txt"), 2).Where(w => w.Length == 2))
        {
            var (id, file) = (words[0], words[1]);
            if (!File.Exists(Path.Combine(root, "images", file)))
                problems.Add($"image {id}: the picture images/{file} is missing; the image is left out.");
            else if (labels.GetValueOrDefault(id) is not [_, var label] || !index.TryGetValue(label, out var type))
                problems.Add($"image {id} (images/{file}) has no label in image_class_labels.txt that classes.txt names; it is left out.");
            else
                images.Add(new DatasetImage(
                    id, $"images/{file}", [type], Objects(root, masks, id, file, type, boxes.GetValueOrDefault(id), beyond, problems)));
        }
        return new DatasetContent(
            root, [.. classes.Select(words => new DatasetClass(words[1], words[0]))], images, [.. problems, .. beyond.Problems]);
    }

    private static DatasetObject[] Objects(
        string root, string? masks, string id, string file, int type, string[]? line, BoxesBeyond beyond, List<string> problems)
    {
        var corners = Corners(line);
        var box = corners is null ? null : LayoutBox.Cut(corners[0], corners[1], corners[2], corners[3], null);
        if (box is not null && beyond.SizeOf(root, $"images/{file}") is { } size)
            beyond.Add($"image {id}", corners!, size);
        if (box is null)
            problems.Add($"image {id} (images/{file}) has no box of four numbers in bounding_boxes.txt.");
        var mask = masks is null ? null : Path.Combine(masks, Path.ChangeExtension(file, ".png"));
        if (mask is not null && !File.Exists(mask))
        {
            problems.Add($"image {id}: the mask {LayoutFiles.Relative(root, mask)} is missing.");
            mask = null;
        }
        var region = mask is null ? null : new ThresholdMask(LayoutFiles.Relative(root, mask), Majority);
        return box is null && region is null ? [] : [new DatasetObject(type, box, region)];
    }

    private static IReadOnlyList<double>? Corners(string[]? line)
    {
        double[] numbers =
        [
            .. (line ?? []).Skip(1).Select(
                w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN),
        ];
        return numbers is [var x, var y, var width, var height] ? [x, y, x + width, y + height] : null;
    }

    private static Dictionary<string, string[]> ById(string root, string list)
    {
        var lines = new Dictionary<string, string[]>();
        foreach (var words in LayoutFiles.Words(Path.Combine(root, list)))
            lines[words[0]] = words;
        return lines;
    }

    private static string? RootOf(string path) =>
        new[] { path, Path.Combine(path, "CUB_200_2011") }.FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "images.txt")) && File.Exists(Path.Combine(folder, "image_class_labels.txt")));
}
