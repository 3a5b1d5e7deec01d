using System.Globalization;
using System.Reflection;
using VisEval.Metrics;

namespace VisEval.Harness.Configuration;

/// <summary>The numbers of a metric in which the control <c>random</c> is at an end of the range by its nature.</summary>
/// <remarks>A map that does not look at the network is the same on a randomized one, and one drawn anew for every image is never stable:
/// to be better or worse than it is no finding.</remarks>
internal static class TrivialScores
{
    private const string Control = "random";

    /// <summary>Their names; null for none.</summary>
    public static IReadOnlyList<string>? Of(IMetric metric)
    {
        var known = metric.GetType().GetCustomAttributes<KnownScoreAttribute>().Where(k => k.Control == Control)
            .ToDictionary(k => k.Score, k => k.Value);
        List<string> trivial =
            [.. metric.Scores.Where(s => known.TryGetValue(s.Name, out var value) && IsEnd(s, value)).Select(s => s.Name)];
        return trivial.Count > 0 ? trivial : null;
    }

    private static bool IsEnd(ScoreInfo score, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (number == score.Minimum || number == score.Maximum);
}
