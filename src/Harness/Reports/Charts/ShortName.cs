using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Charts;

/// <summary>What a drawing calls a method: without the options where no other method of the table has the name.</summary>
internal static class ShortName
{
    /// <summary>The name; the options stand in the table.</summary>
    public static string Of(LeaderboardTable table, LeaderboardRow row)
    {
        var (key, name) = (row.Method.Key, row.Method.Name);
        // After the name of a wrapper stands the method that it wraps, which tells what is shown.
        var isOptions = key.StartsWith(name + ":", StringComparison.Ordinal) && key[(name.Length + 1)..] is var options
            && options.Contains('=') && !options.Contains(':');
        return isOptions && table.Rows.Count(r => r.Method.Name == name) == 1 ? name : key;
    }
}
