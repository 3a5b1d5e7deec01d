using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads one entry of the <c>images</c> of dataset.json.</summary>
internal static class DatasetImageReader
{
    /// <summary>The image, or null after its mistakes were noted.</summary>
    /// <param name="value">The entry.</param>
    /// <param name="classes">The number of classes labels must stay below.</param>
    /// <param name="needsLabel">Whether labels are what is explained.</param>
    public static DatasetImage? Read(JsonValue value, int classes, bool needsLabel)
    {
        if (value.Fields() is not { } fields)
            return null;
        fields.Of<DatasetImage>();
        var file = fields.Required("file")?.Text();
        var id = fields.Optional("id") is { } stated ? stated.Text() : file;
        if (id?.Length == 0)
            fields.Mistake("id", "the id is empty.");
        var labels = Labels(fields, classes, needsLabel);
        var size = fields.Optional("annotationSize")?.OfLength(2, 2).Values(v => v.Within(JsonBounds.Positive).Integer());
        if (size is not null && (size.Count != 2 || size.Any(s => s < 1)))
            fields.Mistake("annotationSize", "write [width, height], both at least 1.");
        else if (size is [var columns, var rows] && !PictureLimits.Allow(columns, rows))
            fields.Mistake("annotationSize", PictureLimits.Refusal(columns, rows));
        var objects = fields.Optional("objects")?.List(v => Object(v, classes, size is [var w, var h] ? (w, h) : null)) ?? [];
        var regions = fields.Optional("regions")?.List(v => Region(v, classes)) ?? [];
        var ignored = fields.Optional("ignored") is { } mask ? MaskReader.Read(mask) : null;
        var background = fields.Optional("background")?.Text();
        fields.Close();
        return id is null || file is null
            ? null
            : new DatasetImage(id, file, labels, objects, background, size) { Regions = regions, Ignored = ignored };
    }

    private static IReadOnlyList<int> Labels(JsonFields fields, int classes, bool needsLabel)
    {
        var labels = new List<int>();
        foreach (var item in fields.Required("labels")?.Items() ?? [])
            if (item.Within(JsonBounds.Index).Integer() is { } label && Class(item, label, classes))
            {
                if (labels.Contains(label))
                    item.Mistake($"label {label} is there twice.");
                labels.Add(label);
            }
        if (needsLabel && fields.Optional("labels")?.IsEmptyList == true)
            fields.Mistake("labels", "there is no label; an image shows at least one class.");
        return labels;
    }

    private static DatasetObject? Object(JsonValue value, int classes, (int Width, int Height)? size)
    {
        if (value.Fields() is not { } fields)
            return null;
        fields.Of<DatasetObject>().As("mask", typeof(DatasetObject), nameof(DatasetObject.Region))
            .As("part", typeof(DatasetObject), nameof(DatasetObject.IsPart));
        var given = fields.Required("class");
        var type = given?.Within(new JsonBounds(DatasetObject.AnyClass)).Integer();
        if (type is not null and not DatasetObject.AnyClass)
            Class(given!, type.Value, classes);
        var box = fields.Optional("box");
        var corners = box?.OfLength(4, 4).Values(v => v.Number());
        if (corners is not null && BoxMistake(corners, size) is { } mistake)
            box!.Mistake(mistake);
        var mask = fields.Optional("mask") is { } place ? MaskReader.Read(place) : null;
        var ignore = fields.Optional("ignore")?.Flag() ?? false;
        var part = fields.Optional("part")?.Flag() ?? false;
        if (corners is null && mask is null && !fields.Has("mask"))
            value.Mistake("the object has neither a box nor a mask; give one, or leave the object out.");
        fields.Close();
        return type is null ? null : new DatasetObject(type.Value, corners, mask, ignore) { IsPart = part };
    }

    private static ClassRegion? Region(JsonValue value, int classes)
    {
        if (value.Fields() is not { } fields)
            return null;
        fields.Of<ClassRegion>().As("mask", typeof(ClassRegion), nameof(ClassRegion.Region));
        var given = fields.Required("class");
        var type = given?.Within(JsonBounds.Index).Integer();
        if (type is not null)
            Class(given!, type.Value, classes);
        var mask = fields.Required("mask") is { } place ? MaskReader.Read(place) : null;
        fields.Close();
        return type is null || mask is null ? null : new ClassRegion(type.Value, mask);
    }

    /// <summary>What is wrong with a box, or null.</summary>
    /// <param name="box">[x0, y0, x1, y1].</param>
    /// <param name="size">Width and height of the annotated image, if known.</param>
    public static string? BoxMistake(IReadOnlyList<double> box, (int Width, int Height)? size)
    {
        if (box.Count != 4)
            return "a box is [x0, y0, x1, y1] in pixels, the upper ends exclusive.";
        var shown = $"[{string.Join(", ", box)}]";
        if (box[0] >= box[2] || box[1] >= box[3])
            return $"the box {shown} is empty or turned round; x0 < x1 and y0 < y1.";
        return size is var (width, height) && (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height)
            ? $"the box {shown} reaches out of the annotated image of {width}×{height} pixels."
            : null;
    }

    private static bool Class(JsonValue value, int index, int classes)
    {
        if (index >= 0 && index < classes)
            return true;
        value.Mistake($"class {index} does not exist; there are {classes} classes, 0 to {classes - 1}.");
        return false;
    }
}
