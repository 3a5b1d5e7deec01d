using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The boxes in the rows of a table.</summary>
/// <param name="columns">Its columns.</param>
/// <param name="convention">What the four numbers of a box are.</param>
internal sealed class TableBoxes(TableColumns columns, BoxConvention convention)
{
    /// <summary>The boxes of a table.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="stated">What the user says of boxes; null where nothing.</param>
    /// <param name="path">The table, for messages.</param>
    /// <exception cref="InputException">Nobody says what four numbers are, or the user says otherwise than the columns.</exception>
    public static TableBoxes Of(TableColumns columns, BoxConvention? stated, string path)
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
        return new TableBoxes(columns, named ?? stated ?? BoxConvention.Corners);
    }

    /// <summary>The boxes of a row as left, top, right, bottom; null where the numbers are no boxes.</summary>
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
