using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Cards;

/// <summary>The tables of methods in one section of a leaderboard.md, read back: their cells by method and column, as text.</summary>
/// <param name="Rows">By the name of a method as it stands in the file, its row.</param>
internal sealed record PublishedTable(IReadOnlyDictionary<string, PublishedRow> Rows)
{
    private const string Head = "| method |";

    /// <summary>Reads the first section of a dataset: that over all networks, where there are several.</summary>
    /// <param name="leaderboard">The text of the file.</param>
    /// <param name="dataset">The name of the dataset.</param>
    /// <exception cref="InvalidDataException">There is no such section, or a row has more or fewer cells than its head.</exception>
    public static PublishedTable Of(string leaderboard, string dataset)
    {
        var lines = leaderboard.ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, l => l.StartsWith($"## {MarkdownText.Escape(dataset)} · ", StringComparison.Ordinal));
        if (start < 0)
            throw new InvalidDataException($"The leaderboard has no section '## {dataset} · …'.");
        var section = lines.Skip(start + 1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).ToList();
        var rows = new Dictionary<string, PublishedRow>();
        for (var i = 0; i < section.Count; i++)
        {
            if (!section[i].StartsWith(Head, StringComparison.Ordinal))
                continue;
            var head = Cells(section[i]);
            // Below the head stands the line of dashes.
            for (i += 2; i < section.Count && section[i].StartsWith('|'); i++)
                Add(rows, head, Cells(section[i]));
        }
        return new PublishedTable(rows);
    }

    private static void Add(Dictionary<string, PublishedRow> rows, string[] head, string[] cells)
    {
        if (cells.Length != head.Length)
            throw new InvalidDataException($"The row of '{cells[0]}' has {cells.Length} cells, its head {head.Length}.");
        var (name, networks) = Name(cells[0]);
        var row = rows.GetValueOrDefault(name) ?? new PublishedRow(new Dictionary<string, string>(), networks);
        var pairs = head.Zip(cells).Skip(1).Select(c => KeyValuePair.Create(c.First, c.Second));
        rows[name] = row with { Cells = row.Cells.Concat(pairs).ToDictionary() };
    }

    private static string[] Cells(string line) => line[2..^2].Split(" | ");

    // "*random* (control) ° 1 of 3 networks": what stands around the name.
    private static (string Name, string? Networks) Name(string cell)
    {
        var parts = cell.Split(" ° ");
        var name = parts[0].EndsWith(" (control)", StringComparison.Ordinal) ? parts[0][..^" (control)".Length].Trim('*') : parts[0];
        return (name, parts.Length > 1 ? parts[1] : null);
    }
}

/// <summary>One method in a leaderboard.md.</summary>
/// <param name="Cells">The text of each cell by the head of its column.</param>
/// <param name="Networks"><c>1 of 3 networks</c>; null where it applies to all.</param>
internal sealed record PublishedRow(IReadOnlyDictionary<string, string> Cells, string? Networks);
