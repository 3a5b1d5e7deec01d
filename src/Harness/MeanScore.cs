using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;

namespace VisEval.Harness;

/// <summary>What a metric says of a method over all images: a cell of the leaderboard.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network; null for all together.</param>
/// <param name="Method">The method with the options that differ from the default.</param>
/// <param name="Number">The metric, followed by the number's name where the metric has others.</param>
/// <param name="Better">↑ where higher is better, ↓ where lower is, →x where nearest to x is.</param>
/// <param name="Value">The mean over the explanations whose number stands, or the pooled number of a metric that pools images; null where
/// there is none.</param>
public sealed record MeanScore(string Dataset, string? Model, string Method, string Number, string Better, double? Value)
{
    internal static MeanScore Of(LeaderboardTable table, LeaderboardRow row, NumberInfo number, LeaderboardCell cell) =>
        new(table.Dataset, table.Model, row.Method.Key, number.Title, number.Arrow, cell.Mean);
}
