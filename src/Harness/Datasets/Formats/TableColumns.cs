using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Which columns of a table say what, told by their names.</summary>
/// <param name="Picture">The file, or its name without ending.</param>
/// <param name="Label">The class; null where there is none.</param>
/// <param name="Corners">Four columns: left, top, right, bottom.</param>
/// <param name="Sides">Four columns: left, top, width, height.</param>
/// <param name="Box">One column with all four numbers of a box, or of several with semicolons between them.</param>
/// <param name="BoxConvention">What these four numbers are, where the name of the column says it.</param>
/// <param name="Runs">One column with run lengths.</param>
/// <param name="Mask">One column with files of masks.</param>
/// <param name="Width">The width of the picture that boxes are in the pixels of.</param>
/// <param name="Height">The height of it.</param>
/// <param name="Unread">The columns that nothing is read from.</param>
internal sealed record TableColumns(
    string Picture,
    string? Label,
    IReadOnlyList<string>? Corners,
    IReadOnlyList<string>? Sides,
    string? Box,
    BoxConvention? BoxConvention,
    string? Runs,
    string? Mask,
    string? Width,
    string? Height,
    IReadOnlyList<string> Unread)
{
    private static readonly string[] Pictures =
        ["filename", "file", "image", "imageid", "imagename", "imagepath", "img", "path", "picture", "name", "id"];

    private static readonly string[] Labels =
        ["class", "label", "labels", "classname", "classlabel", "category", "target", "species", "wnid", "labelname", "id"];

    private static readonly string[][] CornerNames =
    [
        ["xmin", "ymin", "xmax", "ymax"], ["x0", "y0", "x1", "y1"], ["x1", "y1", "x2", "y2"], ["left", "top", "right", "bottom"],
    ];

    private static readonly string[][] SideNames =
    [
        ["x", "y", "w", "h"], ["x", "y", "width", "height"], ["left", "top", "width", "height"], ["xmin", "ymin", "width", "height"],
    ];

    private static readonly string[] MaskNames = ["mask", "maskfile", "maskfilename", "maskname", "maskpath", "maskid"];

    private static readonly string[] RunNames = ["encodedpixels", "rle", "rlemask", "segmentation", "runs"];

    /// <summary>Whether objects have places.</summary>
    public bool HasPlaces => (Corners ?? Sides) is not null || (Box ?? Runs ?? Mask) is not null;

    /// <summary>How sure a person is that the class is there, in the tables of Open Images (0: it is not); null elsewhere, where the
    /// word may mean anything.</summary>
    public string? Confidence { get; private init; }

    /// <summary>Whether a box holds a group, in the tables of Open Images (1); null elsewhere.</summary>
    public string? Group { get; private init; }

    /// <summary>The columns of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">Its file, for the message.</param>
    /// <exception cref="InputException">No column names a picture.</exception>
    public static TableColumns Of(TableFile table, string path)
    {
        string? Find(string[] names, string? but = null) =>
            names.Select(n => table.Columns.FirstOrDefault(c => c != but && Plain(c) == n)).FirstOrDefault(c => c is not null);
        IReadOnlyList<string>? Four(string[][] choices) =>
            choices.Select(names => names.Select(n => Find([n])).OfType<string>().ToList()).FirstOrDefault(c => c.Count == 4);

        var picture = Find(Pictures) ?? throw new InputException(
            $"{path}: no column names the picture; there are {string.Join(", ", table.Columns)}. Call it filename, image or image_id.");
        var corners = Four(CornerNames);
        var sides = corners is null ? Four(SideNames) : null;
        var box = corners is null && sides is null ? table.Columns.FirstOrDefault(IsBox) : null;
        var label = Find(Labels, picture);
        var isOpenImages = label is not null && Plain(label) == "labelname";
        var found = new TableColumns(
            picture, label, corners, sides, box, box is null ? null : ConventionOf(Plain(box)), Find(RunNames), Find(MaskNames),
            Find(sides is null ? ["originalwidth", "imagewidth", "width"] : ["originalwidth", "imagewidth"]),
            Find(sides is null ? ["originalheight", "imageheight", "height"] : ["originalheight", "imageheight"]), [])
        {
            Confidence = isOpenImages ? Find(["confidence"]) : null,
            Group = isOpenImages ? Find(["isgroupof"]) : null,
        };
        return found with { Unread = [.. table.Columns.Where(c => c.Length > 0 && !found.Reads(c))] };
    }

    private bool Reads(string column) =>
        new[] { Picture, Label, Box, Runs, Mask, Width, Height, Confidence, Group }.Concat(Corners ?? []).Concat(Sides ?? [])
            .Contains(column);

    private static bool IsBox(string column) =>
        Plain(column) is var name
        && (name.StartsWith("bbox", StringComparison.Ordinal) || name.StartsWith("box", StringComparison.Ordinal));

    private static BoxConvention? ConventionOf(string name) =>
        name.Contains("x0y0x1y1", StringComparison.Ordinal) || name.Contains("x1y1x2y2", StringComparison.Ordinal)
        || name.Contains("xyxy", StringComparison.Ordinal)
            ? Formats.BoxConvention.Corners
            : name.Contains("xywh", StringComparison.Ordinal) ? Formats.BoxConvention.Xywh : null;

    private static string Plain(string column) => string.Concat(column.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
