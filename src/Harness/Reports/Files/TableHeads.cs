using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Files;

/// <summary>What stands over and above the columns of a table, in every format that is text.</summary>
/// <param name="escape">Makes a name harmless in the format.</param>
/// <param name="arrow">Which way is better, in the format.</param>
internal sealed class TableHeads(Func<string, string> escape, Func<string, string> arrow)
{
    /// <summary>The heads of the columns that say where a method stands.</summary>
    public static IReadOnlyList<string> Standing { get; } = ["place", "skill"];

    /// <summary>"VisEval 1.0, preset quick, seed 0".</summary>
    public string Run(RunInfo info) =>
        $"VisEval {escape(info.Version)}, preset {escape(info.Preset)}, seed {escape(NumberText.Exact(info.Seed))}";

    /// <summary>The heads of the method, of further columns, of numbers, then of costs.</summary>
    public IReadOnlyList<string> Of(
        LeaderboardTable table, IEnumerable<string> standing, IEnumerable<int> numbers, IEnumerable<MetricInfo> costs) =>
    [
        "method", .. standing,
        .. numbers.Select(i => table.Numbers[i]).Select(n => $"{escape(n.Title)} {arrow(n.Arrow)}".TrimEnd()),
        .. costs.Select(c => $"{escape(c.Key)} ({escape(c.Scores[0].Name)})"),
    ];
}
