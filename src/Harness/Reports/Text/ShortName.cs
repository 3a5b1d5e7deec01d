using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Text;

/// <summary>What a drawing or a narrow table calls a method: without its options where no other method of the table has the name.</summary>
internal static class ShortName
{
    /// <summary>The name alone, or the whole key where the name would not tell what is shown.</summary>
    /// <param name="table">Where the method stands.</param>
    /// <param name="row">The method.</param>
    public static string Of(LeaderboardTable table, LeaderboardRow row)
    {
        var (key, name) = (row.Method.Key, row.Method.Name);
        // After the name of a wrapper stands the method that it wraps, which tells what is shown.
        var isOptions = key.StartsWith(name + ":", StringComparison.Ordinal) && key[(name.Length + 1)..] is var options
            && options.Contains('=') && !options.Contains(':');
        return isOptions && table.Rows.Count(r => r.Method.Name == name) == 1 ? name : key;
    }
}
