using Spectre.Console;
using VisEval.Cli.Hosting;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>The leaderboard on standard output: a table a dataset, all models together, as wide as the terminal.</summary>
internal static class LeaderboardView
{
    private const int Gap = 1;

    /// <summary>Writes the leaderboard of a run.</summary>
    /// <param name="leaderboard">The leaderboard.</param>
    /// <param name="predictions">What the networks of the run say of its images.</param>
    /// <param name="host">Where it is written.</param>
    public static void Write(Leaderboard leaderboard, IReadOnlyList<PredictionRow> predictions, CliHost host)
    {
        var console = Consoles.ForOut(host);
        // Tables of single models follow the one of all models, if there is one; they stand in leaderboard.md.
        foreach (var table in leaderboard.Tables.GroupBy(t => t.Dataset).Select(g => g.First()))
            Write(table, RunText.Recognized(predictions.Where(p => p.Dataset == table.Dataset)), console, host);
    }

    private static void Write(LeaderboardTable table, string? recognized, IAnsiConsole console, CliHost host)
    {
        var all = LeaderboardColumn.Of(table);
        var shown = Fitting(all, host.Width);
        host.Out.WriteLine();
        host.Out.WriteLine($"{table.Dataset}, {table.ModelText}");
        if (recognized is not null)
            console.Write(new Text(VisibleText.InOneLine(recognized) + "\n"));
        console.Write(new Text(VisibleText.InOneLine(RunText.Winner(table)) + "\n"));
        host.Out.WriteLine();

        var lines = shown.Max(c => c.Heading.Count);
        var grid = new Table { Border = TableBorder.None };
        foreach (var column in shown)
        {
            var heading = string.Join('\n', Enumerable.Repeat("", lines - column.Heading.Count).Concat(column.Heading));
            var drawn = new TableColumn(new Text(heading)) { NoWrap = true, Padding = new Padding(0, 0, Gap, 0) };
            grid.AddColumn(column.IsText ? drawn : drawn.RightAligned());
        }
        foreach (var row in table.Rows)
            grid.AddRow([.. shown.Select(c => new Text(VisibleText.InOneLine(c.TextOf(row)), Style(c, row)))]);
        console.Write(grid);

        host.Out.WriteLine();
        console.Write(new Text(string.Join('\n', Notes(table).Select(VisibleText.InOneLine)) + "\n"));
        if (table.Costs.Count > 0)
            host.Out.WriteLine($"Of one explanation: {string.Join(", ", table.Costs.Select(c => $"{c.Key} ({c.Scores[0].Name})"))}.");
        if (LeaderboardColumn.Shortened(table) is { Count: > 0 } units)
            host.Out.WriteLine($"Options: {string.Join(" ", units)}");
        if (shown.Count < all.Count)
            host.Out.WriteLine(
                $"Too wide for {host.Width} columns, not shown: {string.Join(", ", all.Except(shown).Select(c => c.Title))}. "
                + "The whole table: leaderboard.md.");
        if (LeaderboardColumn.Others(table) is > 0 and var others)
            host.Out.WriteLine($"{others} further metrics: leaderboard.md, report.html.");
    }

    private static IEnumerable<string> Notes(LeaderboardTable table) =>
    [
        "↑ higher is better, ↓ lower. * best method. [control]: asks no model. = tied with the first.",
        $"† not shown to be better than {RunText.Nulls(table.IsAgainstShuffled)}, ‡ worse, ? too few images to tell.",
        .. RunText.Under(table),
        .. table.Rows.Where(r => !r.IsControl && r.Networks > 0 && !r.Ranked.IsRanked).GroupBy(r => r.Ranked.Why!)
            .Select(g => $"Not ranked, {g.Key}: {string.Join(", ", g.Select(r => r.Method.Key))}."),
    ];

    private static Style Style(LeaderboardColumn column, LeaderboardRow row) =>
        row.IsControl ? new Style(decoration: Decoration.Dim)
        : column.IsBest(row) ? new Style(decoration: Decoration.Bold)
        : Spectre.Console.Style.Plain;

    // What matters least goes first, until the rest fits.
    private static List<LeaderboardColumn> Fitting(IReadOnlyList<LeaderboardColumn> all, int width)
    {
        var shown = all.ToList();
        foreach (var column in all.Reverse().OrderByDescending(c => c.Expendability))
            if (shown.Sum(c => c.Width + Gap) > width && column.Expendability > 0)
                shown.Remove(column);
        return shown;
    }
}
