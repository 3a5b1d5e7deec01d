using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Reports.Text;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>A table of an analysis on the page: sortable, intervals as bars, tests corrected over all rows, the definition of each column
/// below it.</summary>
/// <param name="table">The table.</param>
/// <param name="numbers">Works out its numbers.</param>
internal sealed class FoundTable(FindingTable table, FindingNumbers numbers)
{
    // All rows are in the CSV file of the table.
    private const int Most = 120;

    // A longer one is opened by who wants it.
    private const int MostOpen = 12;

    private bool HasStates => table.Rows.Any(r => !r.State.IsOk);

    /// <summary>The table; nothing without rows.</summary>
    public Markup Render()
    {
        if (table.Rows.Count == 0)
            return Markup.Empty;
        var columns = table.Columns.Select((c, i) => new FoundColumn(c, [.. table.Rows.Select(r => r.Cells[i])], numbers)).ToList();
        // What is the same in every row is said once.
        var common = columns.Where(c => c.CommonWord is not null && table.Rows.Count > 1).ToList();
        List<FoundColumn> shown = [.. columns.Except(common)];
        var count = Math.Min(table.Rows.Count, Most);
        var of = string.Join(", ", common.Select(c => $"{c.Title} {c.CommonWord}"));
        var rest = count < table.Rows.Count ? $" The first {count} of {table.Rows.Count} rows; all are in the CSV file." : "";
        var note = (of.Length > 0 ? $"{of}." : "") + rest;
        var content = Markup.Of($"""
            {Markup.When(note.Length > 0, Markup.Of($"<p class=\"note\">{note}</p>\n"))}{Scroll.Of(table.Name, Markup.Of($"""
            <table class="board found">
            <thead><tr>{shown.Select(c => c.Head())}{Markup.When(HasStates, FoundColumn.HeadOf("state"))}</tr></thead>
            <tbody>
            {Enumerable.Range(0, count).Select(r => Row(shown, r))}</tbody></table>
            """), "tall")}
            <details><summary>what the columns of {table.Name} are</summary>
            <dl>{columns.Select(c => Markup.Of($"<dt>{c.Title}</dt><dd>{c.About}</dd>\n"))}</dl></details>

            """);
        return table.Rows.Count <= MostOpen
            ? Markup.Of($"<h4>{table.Name}</h4>\n{content}")
            : Markup.Of($"""
                <details><summary>{table.Name}: {RunText.Count(table.Rows.Count, "row")}</summary>
                {content}</details>

                """);
    }

    private Markup Row(IReadOnlyList<FoundColumn> shown, int row) => Markup.Of($"""
        <tr>{shown.Select(c => c.Cell(row))}{Markup.When(HasStates, State(row))}</tr>

        """);

    private Markup State(int row)
    {
        var state = table.Rows[row].State;
        return Markup.Of($"<td><small>{(state.IsOk ? "" : state.Text.Replace(":", ": ", StringComparison.Ordinal))}</small></td>");
    }
}
