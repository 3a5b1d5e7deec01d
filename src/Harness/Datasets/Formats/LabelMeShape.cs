using System.Text;
using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The annotation of a picture by LabelMe.</summary>
/// <param name="Path">The .json file.</param>
/// <param name="Picture">The picture it names, relative to it.</param>
/// <param name="Size">Width and height of the picture that the points are on; null where they are not stated.</param>
/// <param name="Shapes">The shapes.</param>
internal sealed record LabelMeFile(string Path, string Picture, (int Width, int Height)? Size, IReadOnlyList<LabelMeShape> Shapes);

/// <summary>A shape that somebody drew.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Kind">polygon, rectangle, circle; any other has no area.</param>
/// <param name="Points">x, y of its points, one after the other.</param>
internal sealed record LabelMeShape(string Label, string Kind, IReadOnlyList<double> Points)
{
    // The shapes stand before the picture that may be inside the file.
    private const int Head = 4096;
    private const int LargestSide = 100_000;

    /// <summary>Whether a file looks like LabelMe's, told by its beginning.</summary>
    public static bool IsLikely(string path) =>
        Encoding.UTF8.GetString(InputFile.ReadStart(path, Head)).Contains("\"shapes\"", StringComparison.Ordinal);

    /// <summary>Reads a file; null where it is none of LabelMe's, or damaged, which is told.</summary>
    public static LabelMeFile? Read(string path, string name, List<string> problems)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(path));
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("shapes", out var shapes)
                || shapes.ValueKind != JsonValueKind.Array || Text(root, "imagePath") is not { } picture)
                return null;
            (int, int)? size = Side(root, "imageWidth") is { } width && Side(root, "imageHeight") is { } height ? (width, height) : null;
            return new LabelMeFile(
                path, picture, size,
                [.. shapes.EnumerateArray().Select((s, i) => Of(s, $"{name}, shape {i}", problems)).OfType<LabelMeShape>()]);
        }
        catch (JsonException exception)
        {
            problems.Add($"{name}: {FaultText.Of(exception)}; the file is left out.");
            return null;
        }
    }

    /// <summary>Its pixels; null where it has no area.</summary>
    public IRegion? Region() => (Kind, Points) switch
    {
        ("polygon", { Count: >= 6 }) => new OutlineRegion(Points),
        ("rectangle", [var x0, var y0, var x1, var y1]) => new OutlineRegion([x0, y0, x1, y0, x1, y1, x0, y1]),
        ("circle", [var x, var y, var rimX, var rimY]) => new CircleRegion(x, y, Math.Sqrt(Math.Pow(rimX - x, 2) + Math.Pow(rimY - y, 2))),
        _ => null,
    };

    /// <summary>The box around it, cut at the border of the picture; null where it has no area.</summary>
    public IReadOnlyList<double>? Box((int Width, int Height)? size) =>
        Bounds() is [var x0, var y0, var x1, var y1] ? LayoutBox.Cut(x0, y0, x1, y1, size) : null;

    /// <summary>Left, top, right and bottom of it, wherever that is; null where it has no area.</summary>
    public IReadOnlyList<double>? Bounds()
    {
        if (Region() is CircleRegion circle)
            return [circle.X - circle.Radius, circle.Y - circle.Radius, circle.X + circle.Radius, circle.Y + circle.Radius];
        if (Region() is not OutlineRegion outline)
            return null;
        var (x0, y0, x1, y1) = outline.Bounds();
        return [x0, y0, x1, y1];
    }

    private static LabelMeShape? Of(JsonElement shape, string where, List<string> problems)
    {
        if (Text(shape, "label") is not { } label || !shape.TryGetProperty("points", out var points))
        {
            problems.Add($"{where}: there is no label or no points; the shape is left out.");
            return null;
        }
        var kind = Text(shape, "shape_type") ?? "polygon";
        var numbers = NumberList.Numbers(points.GetRawText());
        if (numbers is null || numbers.Length % 2 != 0 || numbers.Any(n => Math.Abs(n) > LargestSide))
        {
            problems.Add($"{where} ({label}): the points are not pairs of numbers of at most {LargestSide}; the shape is left out.");
            return null;
        }
        if (kind == "mask")
            problems.Add($"{where} ({label}): a mask drawn as a picture cannot be read; the object has no place. Save it as a polygon.");
        return new LabelMeShape(label, kind, numbers);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Side(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var side)
        && side is > 0 and <= LargestSide
            ? side
            : null;
}
