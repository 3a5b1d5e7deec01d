using System.Globalization;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Analysis;

/// <summary>Why runs have different numbers of the same thing: they were measured among other things, or they contradict each
/// other.</summary>
internal static class MergeCause
{
    private const int MostNamed = 3;

    /// <summary>What nothing explains.</summary>
    public static string Contradiction(string what) =>
        $"The runs contradict each other in {what}; leave one of them out, or run it again.";

    /// <summary>That something was worked out among other things of one kind; null where these are the same.</summary>
    /// <param name="what">What differs.</param>
    /// <param name="kind">The kind: units, networks, layers.</param>
    /// <param name="among">What there is of it in each run.</param>
    public static string? Other(string what, string kind, IReadOnlyList<string> among) => among.Distinct().ToList() is { Count: > 1 } sets
        ? $"The runs have other {kind} ({string.Join("; ", sets)}), which changes {what}. Ask for all {kind} in one run, or report these "
            + "runs one by one."
        : null;

    /// <summary>The sentences for numbers of pictures that differ: one for each cause, and one for each contradiction.</summary>
    /// <param name="place">The network and the dataset.</param>
    /// <param name="differing">Every such number as each run has it.</param>
    public static IEnumerable<string> Sentences(
        string place, IEnumerable<(IVisualizationMetric Metric, List<(ShownInRun Run, PictureScoreRow Row)> Runs)> differing)
    {
        foreach (var same in differing.Select(d => (Cause: CauseOf(d.Metric, d.Runs), d.Runs[0].Row)).GroupBy(d => d.Cause))
            if (same.Key is { } cause)
                yield return Other(
                    $"{Named([.. same.Select(d => Name(d.Row)).Distinct()])} of {place}", cause.Kind, cause.Among.Split('\n'))!;
            else
                foreach (var (_, row) in same)
                    yield return Contradiction($"{Name(row)} for {row.Score.Unit ?? "all units"} of {place}");
    }

    // A number of all units together, and that of a picture of another unit, depend on which units there are.
    private static (string Kind, string Among)? CauseOf(IVisualizationMetric metric, List<(ShownInRun Run, PictureScoreRow Row)> runs)
    {
        (string Kind, string Among)? Differing(bool depends, string kind, Func<ShownInRun, string> among) =>
            depends && runs.Select(r => among(r.Run)).Distinct().ToList() is { Count: > 1 } sets ? (kind, string.Join('\n', sets)) : null;
        return Differing(runs.Exists(r => r.Row.Score.Unit is null || r.Row.Another is not null), "units", r => r.Units)
            ?? Differing(metric.AsksOthers, "networks", r => r.Others);
    }

    private static string Name(PictureScoreRow row) => $"{row.Metric} {row.Score.Name} of {row.Visualizer}";

    private static string Named(List<string> names) => string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNamed} more numbers") : "");
}
