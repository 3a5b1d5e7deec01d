using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Text;

/// <summary>Notices methods with the same numbers throughout a table: their maps may be equal, and then they are one method.</summary>
internal static class SameNumbers
{
    // Maps that are computed in two ways differ by rounding, and so do their numbers.
    private const double Rounding = 1e-5;

    // One number may be the same by chance.
    private const int LeastNumbers = 2;

    /// <summary>A sentence that names them; null where there are none.</summary>
    public static string? Of(LeaderboardTable table)
    {
        var groups = new List<List<LeaderboardRow>>();
        foreach (var row in table.Rows.Where(r => !r.IsControl && r.Cells.Count(c => c.Mean is not null) >= LeastNumbers))
            if (groups.FirstOrDefault(g => AreSame(g[0], row)) is { } group)
                group.Add(row);
            else
                groups.Add([row]);
        List<string> same = [.. groups.Where(g => g.Count > 1).Select(g => string.Join(" = ", g.Select(r => r.Method.Key)))];
        return same.Count == 0 ? null
            : $"The same numbers throughout: {string.Join("; ", same)}; explain tells whether their maps are equal.";
    }

    private static bool AreSame(LeaderboardRow a, LeaderboardRow b) => a.Cells.Zip(b.Cells).All(c =>
        c.First.Mean is { } x && c.Second.Mean is { } y
            ? Math.Abs(x - y) <= Rounding * Math.Max(Math.Abs(x), Math.Abs(y))
            : c.First.Mean is null && c.Second.Mean is null);
}
