using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>What a stranger asks after the first answer: were there images enough, why is a method not ranked, what do the signs mean,
/// how is the run repeated and cited.</summary>
internal static class Questions
{
    private const int ShortHash = 12;

    /// <summary>The questions with their answers.</summary>
    public static Markup Of(RunInfo info, LeaderboardTable table) => Markup.Of($"""
        <dl class="answers">
        {Answer("Were there images enough?", Markup.Of($"{Enough(table)}"))}{Answer(
            "Why is a method not ranked?", Markup.Of($"{Refused(table)}"))}{Answer(
            "What do the signs mean?", Markup.Of($"{Signs(table)}"))}{Answer("How do I repeat or cite it?", Repeat(info))}</dl>

        """);

    /// <summary>What the images of a table can show.</summary>
    internal static string Enough(LeaderboardTable table)
    {
        if (!table.IsExamined)
            return RunText.Provisional(table);
        var found = table.Criteria.DistinctBy(c => c.Metric.Construct)
            .Select(c => (c.Metric.Name, Gain: Detectable(table, table.Numbers.Index().First(n => n.Item == c).Index)))
            .Where(c => c.Gain is not null).Select(c => $"{NumberText.Two(c.Gain)} in {c.Name}").ToList();
        var least = $"{RunText.Count(table.Images, "image")}; below {table.LeastImages} nothing could be shown of so many methods.";
        return found.Count == 0
            ? least
            : $"{least} Four of five runs find a gain over the hardest control of {string.Join(", ", found)} (median of the "
                + "methods, before correction for their number).";
    }

    /// <summary>How many methods stand below the line, by the reason.</summary>
    internal static string Refused(LeaderboardTable table)
    {
        var methods = table.Rows.Where(r => !r.IsControl).ToList();
        var refused = methods.Where(r => r.Standing is null).ToList();
        var reasons = refused.GroupBy(r => r.Ranked.Why ?? "no number to rank by").OrderByDescending(g => g.Count())
            .Select(g => $"{g.Count()} {g.Key}");
        return refused.Count == 0
            ? $"All {methods.Count} methods are."
            : $"{refused.Count} of {methods.Count} are not: {string.Join("; ", reasons)}. “Not shown” is no proof of the contrary.";
    }

    // Only the signs that stand in the table.
    private static string Signs(LeaderboardTable table)
    {
        var shown = table.Rows.SelectMany(r => r.Cells).Select(c => c.Verdict.Sign).ToHashSet();
        (string Sign, string Meaning, bool IsShown)[] signs =
        [
            ("=", "not shown to differ from the first", table.Ranked.Any(r => r.Standing!.TiedWithFirst)),
            ("†", $"not shown to be better than {RunText.Nulls(table.IsAgainstShuffled)}", shown.Contains("†")),
            ("‡", "worse than all of them", shown.Contains("‡")),
            ("?", "too few images to tell", shown.Contains("?")),
            ("°", "does not apply to all networks", table.IsUneven),
            ("↑ ↓ →0", "higher, lower, nearest to 0 is better", true),
        ];
        return string.Join("; ", signs.Where(s => s.IsShown).Select(s => $"{s.Sign} {s.Meaning}"))
            + ". Press a number for its interval, n and p.";
    }

    private static Markup Repeat(RunInfo info) => Markup.Of($"""
        <code>viseval run RUN/run.json --out ELSEWHERE</code> with the run.json of this run. To cite: VisEval {info.Version}, preset
        {info.Preset}, seed {info.Seed}, {string.Join(", ", info.Datasets.Select(d => $"{d.Name} (SHA-256 {Short(d.Sha256)}…)"))}, and the
        papers of methods and metrics under <a href="#legend">how to read it</a>.
        """);

    private static string Short(string hash) => hash[..Math.Min(ShortHash, hash.Length)];

    private static double? Detectable(LeaderboardTable table, int column)
    {
        var gains = table.Rows.Where(r => !r.IsControl).Select(r => r.Cells[column].Verdict.Detectable).OfType<double>().Order().ToList();
        return gains.Count == 0 ? null : (gains[(gains.Count - 1) / 2] + gains[gains.Count / 2]) / 2;
    }

    private static Markup Answer(string question, Markup answer) => Markup.Of($"<div><dt>{question}</dt><dd>{answer}</dd></div>\n");
}
