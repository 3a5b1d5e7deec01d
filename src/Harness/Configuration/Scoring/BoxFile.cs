using System.Globalization;
using CsvHelper;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Reads a table of boxes: UTF-8, header <c>image,x0,y0,x1,y1</c>, one box a row, as many rows an image as it has boxes.</summary>
/// <remarks><c>image</c> counts from 0. A box takes the columns x0…x1 and the rows y0…y1 of the input, in pixels, the upper ends
/// exclusive: the whole of a 224×224 input is 0,0,224,224. (COCO's x,y,w,h is x,y,x+w,y+h; PASCAL VOC's bounds, counted from 1 and
/// inclusive, are xmin−1,ymin−1,xmax,ymax.)</remarks>
internal static class BoxFile
{
    private static readonly string[] Header = ["image", "x0", "y0", "x1", "y1"];

    /// <summary>The boxes by image, in the order of the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="size">The network's input size.</param>
    /// <exception cref="InputException">Every mistake, with its line.</exception>
    public static ILookup<int, Box> Read(string file, int count, ImageSize size)
    {
        var rows = Rows(file);
        if (rows.Count == 0 || !rows[0].Fields.Select(f => f.Trim()).SequenceEqual(Header))
            throw new InputException($"'{file}' begins with '{(rows.Count == 0 ? "" : string.Join(',', rows[0].Fields))}'; "
                + $"the header {string.Join(',', Header)} is needed.");
        var (boxes, mistakes) = (new List<(int Image, Box Box)>(), new List<string>());
        foreach (var (line, fields) in rows.Skip(1))
            if (Parse(fields) is not var (image, corners))
                mistakes.Add($"'{file}', line {line}: '{string.Join(',', fields)}' is not an image index and four numbers, "
                    + $"{string.Join(',', Header)}.");
            else if (image < 0 || image >= count)
                mistakes.Add($"'{file}', line {line}: there is no image {image}; there are {count}, 0 to {count - 1}.");
            else if (DatasetImageReader.BoxMistake(corners, (size.Width, size.Height)) is { } mistake)
                mistakes.Add($"'{file}', line {line}: {mistake}");
            else
                boxes.Add((image, new Box(corners[0], corners[1], corners[2], corners[3])));
        return mistakes.Count == 0 ? boxes.ToLookup(b => b.Image, b => b.Box) : throw new InputException(mistakes);
    }

    private static (int Image, double[] Corners)? Parse(IReadOnlyList<string> fields)
    {
        if (fields.Count != Header.Length || !int.TryParse(fields[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var image))
            return null;
        var corners = new double[4];
        for (var i = 0; i < corners.Length; i++)
            if (!double.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out corners[i])
                || !double.IsFinite(corners[i]))
                return null;
        return (image, corners);
    }

    private static List<(long Line, string[] Fields)> Rows(string file)
    {
        try
        {
            using var csv =
                CsvReader.FromText(InputFile.ReadText(file), CsvReaderOptions.Default with { HasHeader = false, TrackLineNumbers = true });
            var rows = new List<(long, string[])>();
            while (csv.Read())
                rows.Add((csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new InputException($"'{file}' cannot be read: {FaultText.Of(e)}", e);
        }
    }
}
