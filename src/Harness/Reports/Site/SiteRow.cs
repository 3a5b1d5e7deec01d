using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Harness.Reports.Site;

/// <summary>A method on a dataset and a network in a bundle: a row of the site.</summary>
/// <param name="Bundle">The bundle behind it.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Network">The network, or all networks.</param>
/// <param name="Method">The method.</param>
/// <param name="Place">The places it may have in the table of the bundle, or why it is not ranked.</param>
/// <param name="Of">The methods that are ranked in that table.</param>
/// <param name="Skill">How far it has come from the best control to the best attainable; null where that does not exist.</param>
/// <param name="Milliseconds">Median time of one explanation; null where it was not measured.</param>
/// <param name="Numbers">The first number of every metric, by title.</param>
internal sealed record SiteRow(
    Bundle Bundle, string Dataset, string Network, MethodInfo Method, string Place, int Of, double? Skill, double? Milliseconds,
    IReadOnlyDictionary<string, SiteNumber> Numbers)
{
    /// <summary>The rows of a bundle, in the order of its leaderboard.</summary>
    public static IEnumerable<SiteRow> From(Bundle bundle, KnownMetrics? known) =>
        from table in Leaderboard.From(bundle.Results, known).Tables
        from row in table.Rows
        select new SiteRow(
            bundle, table.Dataset, table.ModelText, row.Method, RunText.Place(row), table.Ranked.Count(), row.Skill?.Value,
            row.Cost?.Milliseconds, NumbersOf(table, row));

    private static Dictionary<string, SiteNumber> NumbersOf(LeaderboardTable table, LeaderboardRow row) =>
        table.Numbers.Zip(row.Cells).Where(n => n.First.IsHeadline).ToDictionary(
            n => n.First.Title,
            n => new SiteNumber(
                n.First, n.Second.Mean, n.Second.Interval?.Ends.Low, n.Second.Interval?.Ends.High, n.Second.Images, n.Second.IsBest));
}

/// <summary>A number of a row.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Mean">The mean; null where there is none.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Images">The images behind it.</param>
/// <param name="IsBest">Whether it is the best of its table.</param>
internal sealed record SiteNumber(NumberInfo Info, double? Mean, double? Low, double? High, int Images, bool IsBest);
