using Spectre.Console;
using VisEval.Cli.Hosting;
using VisEval.Harness.Reports.Text;

namespace VisEval.Cli.Output;

/// <summary>Plain tables.</summary>
internal static class Tables
{
    /// <summary>Writes a table without lines between the columns on standard output.</summary>
    /// <param name="headings">One a column.</param>
    /// <param name="rows">One text a column.</param>
    /// <param name="numbers">The columns that are aligned right.</param>
    /// <param name="host">Where it is written.</param>
    public static void Write(
        IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<int> numbers, CliHost host) =>
        Write(headings, rows, numbers, Consoles.ForOut(host));

    /// <summary>Writes such a table on any console.</summary>
    public static void Write(
        IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<int> numbers, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < headings.Count; i++)
        {
            // What a row is about stays legible, however many columns follow.
            var column = new TableColumn(Markup.Escape(headings[i])) { Padding = new Padding(0, 0, 1, 0), NoWrap = i == 0 };
            table.AddColumn(numbers.Contains(i) ? column.RightAligned() : column);
        }
        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Text(VisibleText.InOneLine(cell)))]);
        console.Write(table);
    }
}
