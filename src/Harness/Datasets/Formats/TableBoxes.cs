using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The boxes in the rows of a table.</summary>
/// <param name="columns">Its columns.</param>
/// <param name="convention">What the four numbers of a box are.</param>
internal sealed class TableBoxes(TableColumns columns, BoxConvention convention)
{
    // Of a pixel and a half a whole table of boxes cannot be; fractions are rounded, and may lie a little outside.
    private const double LeastFraction = -0.5, GreatestFraction = 1.5;

    /// <summary>Whether the boxes are in fractions of width and height, 0 to 1, instead of pixels.</summary>
    public bool AreFractions { get; private init; }

    /// <summary>The boxes of a table.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="stated">What the user says of boxes; null where nothing.</param>
    /// <param name="path">The table, for messages.</param>
    /// <param name="rows">Its rows.</param>
    /// <exception cref="InputException">Nobody says what four numbers are, or the user says otherwise than the columns.</exception>
    public static TableBoxes Of(TableColumns columns, BoxConvention? stated, string path, IReadOnlyList<TableRow> rows)
    {
        BoxConvention? named = columns.Corners is not null ? BoxConvention.Corners
            : columns.Sides is not null ? BoxConvention.Xywh
            : columns.BoxConvention;
        if (named is not null && stated is not null && named != stated)
            throw new InputException(
                $"--boxes {Kebab.From(stated.ToString()!)}: the columns of {path} say that boxes are {Kebab.From(named.ToString()!)} "
                + $"({string.Join(", ", columns.Corners ?? columns.Sides ?? [columns.Box!])}); leave --boxes out, or rename them.");
        if (columns.Box is not null && (named ?? stated) is null)
            throw new InputException(
                $"{path}: the column {columns.Box} may hold left, top, right, bottom or left, top, width, height; say which with "
                + "--boxes corners or --boxes xywh.");
        var pixels = new TableBoxes(columns, named ?? stated ?? BoxConvention.Corners);
        var all = rows.SelectMany(r => pixels.Of(r) ?? []).ToList();
        return all.Count > 0 && all.All(box => box.All(n => n is >= LeastFraction and <= GreatestFraction))
            ? new TableBoxes(columns, named ?? stated ?? BoxConvention.Corners) { AreFractions = true }
            : pixels;
    }

    /// <summary>The boxes of a row in pixels of a picture of a size.</summary>
    /// <returns>Left, top, right, bottom; null where the numbers are no boxes.</returns>
    public IReadOnlyList<double[]>? Of(TableRow row, (int Width, int Height) size) => AreFractions
        ? Of(row)?.Select(b => new[] { b[0] * size.Width, b[1] * size.Height, b[2] * size.Width, b[3] * size.Height }).ToList()
        : Of(row);

    /// <summary>The boxes of a row as written, as left, top, right, bottom; null where the numbers are no boxes.</summary>
    public IReadOnlyList<double[]>? Of(TableRow row)
    {
        if ((columns.Corners ?? columns.Sides) is { } four)
        {
            if (four.All(c => row[c].Length == 0))
                return [];
            var numbers = NumberList.Numbers(string.Join(' ', four.Select(c => row[c])));
            return numbers is { Length: 4 } ? [Corners(numbers)] : null;
        }
        if (columns.Box is null)
            return [];
        var groups = NumberList.Groups(row[columns.Box]);
        return groups?.All(g => g.Length == 4) == true ? [.. groups.Select(Corners)] : null;
    }

    /// <summary>The size that the row states of the picture its boxes are in the pixels of; null where it states none.</summary>
    public (int Width, int Height)? SizeOf(TableRow row)
    {
        static bool Whole(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= 100_000;
        return Whole(row[columns.Width], out var width) && Whole(row[columns.Height], out var height) ? (width, height) : null;
    }

    private double[] Corners(double[] four) => convention == BoxConvention.Corners
        ? four
        : [four[0], four[1], four[0] + four[2], four[1] + four[3]];
}
