using VisEval.Harness.Input;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Representing;

/// <summary>A table of an analysis as CSV; the last column is the row's state.</summary>
internal static class FindingCsv
{
    private const string State = "state";
    private const string NoInterval = "no_interval";

    /// <summary>The header: intervals have columns for both ends, tests one for the corrected p; last, why intervals are missing, and the
    /// row's state.</summary>
    public static string[] Header(FindingTable table) =>
        [.. table.Columns.SelectMany(Names), .. HasIntervals(table) ? [NoInterval] : Array.Empty<string>(), State];

    /// <summary>The text.</summary>
    public static string Render(FindingTable table, FindingNumbers numbers)
    {
        List<List<string[]>> columns =
            [.. table.Columns.Select((column, c) => Fields(column, [.. table.Rows.Select(r => r.Cells[c])], numbers))];
        return CsvText.Of(Header(table), table.Rows.Select((row, r) => (string[])[
            .. columns.SelectMany(c => c[r]),
            .. HasIntervals(table) ? [WhyNoInterval(table, row, numbers)] : Array.Empty<string>(),
            row.State.Text]));
    }

    /// <summary>What every column of some tables means.</summary>
    public static string Definitions(IEnumerable<(string File, FindingTable Table)> tables) => CsvText.Of(
        ["file", "column", "definition"],
        tables.SelectMany(t => t.Table.Columns
            .SelectMany(c => Names(c).Select((name, i) => (string[])[t.File, name, i == 0 ? c.About : Further(c, i)]))
            .Prepend([t.File, "", $"A row: {t.Table.About}"])
            .Concat(HasIntervals(t.Table) ? [[t.File, NoInterval, "Which numbers have no interval, and why: column:state."]] : [])
            .Append([t.File, State, "ok, or why a number is missing or doubtful."])));

    private static bool HasIntervals(FindingTable table) => table.Columns.Any(c => c.Kind == ColumnKind.Interval);

    private static string WhyNoInterval(FindingTable table, FindingRow row, FindingNumbers numbers) => string.Join(
        "; ",
        table.Columns.Zip(row.Cells).Where(c => c.First.Kind == ColumnKind.Interval)
            .Select(c => (c.First.Name, Why: numbers.WhyNoInterval(c.Second))).Where(c => c.Why is not null)
            .Select(c => $"{c.Name}:{c.Why}"));

    private static List<string[]> Fields(FindingColumn column, IReadOnlyList<Finding> cells, FindingNumbers numbers)
    {
        if (column.Kind == ColumnKind.Interval)
            return [.. cells.Select(c => (string[])[
                Exact(numbers.Value(c)), .. numbers.Interval(c) is { } ends ? [Exact(ends.Low), Exact(ends.High)] : (string[])["", ""]])];
        List<double?> values = [.. cells.Select(numbers.Value)];
        if (column.Kind == ColumnKind.Plain)
            return [.. cells.Select((c, i) => (string[])[c is Finding.Word word ? word.Text : Exact(values[i])])];
        var corrected = Holm.Adjust(values);
        return [.. values.Select((v, i) => (string[])[Exact(v), Exact(corrected[i])])];
    }

    private static string[] Names(FindingColumn column) => column.Kind switch
    {
        ColumnKind.Interval => [column.Name, $"{column.Name}_low", $"{column.Name}_high"],
        ColumnKind.Test => [column.Name, $"{column.Name}_holm"],
        _ => [column.Name],
    };

    private static string Further(FindingColumn column, int place) => column.Kind == ColumnKind.Test
        ? $"{column.Name}, corrected for all rows of the file by Holm's procedure."
        : $"The {(place == 1 ? "lower" : "upper")} end of the 95 % interval of {column.Name}.";

    private static string Exact(double? value) => NumberText.Exact(value);
}
