using System.Globalization;

namespace VisEval.Harness.Results;

/// <summary>What differs between two runs in the units that they show and in what they look for in layers.</summary>
/// <param name="Option">The option that says it.</param>
/// <param name="Name">What it is, in words.</param>
/// <param name="Before">Of the one run.</param>
/// <param name="After">Of the other run.</param>
internal sealed record ShownDifference(string Option, string Name, string Before, string After);

/// <summary>Finds these differences.</summary>
internal static class ShownDifferences
{
    private const string None = "none";

    /// <summary>Of two runs, one an option.</summary>
    public static IEnumerable<ShownDifference> Of(RunInfo before, RunInfo after) =>
        All(before).Zip(All(after), (a, b) => new ShownDifference(a.Option, a.Name, a.Value, b.Value)).Where(d => d.Before != d.After);

    private static (string Option, string Name, string Value)[] All(RunInfo info)
    {
        var (shown, found) = (info.Visualizations, info.Representation);
        // Controls come with the metrics, beside what was asked for; alone, or without metrics, they were asked for themselves.
        var isBeside = shown?.Metrics.Count > 0 && shown.Visualizers.Any(v => !v.IsControl);
        var visualizers = shown?.Visualizers.Where(v => !v.IsControl || !isBeside).Select(v => v.Key);
        var seeds = shown?.Seeds.ToString(CultureInfo.InvariantCulture) ?? None;
        return
        [
            ("--visualizer", "visualizers", Text(visualizers, None)),
            ("--unit", "units shown", Text(shown?.Units, shown is null ? None : "classes")),
            ("--visualization-metric", "visualization metrics", Text(shown?.Metrics, None)),
            ("--visualization-seeds", "visualization seeds", seeds),
            ("--analysis", "analyses", Text(found?.Analyses.Select(a => a.Key), None)),
            ("--layer", "layers analysed", Text(found?.Layers, found is null ? None : "final")),
            ("--concept", "concepts", Text(found?.Concepts.Select(c => c.Split('=')[0]), found is null ? None : "all of the dataset")),
            ("--concept NAME=DIR", "pictures of concepts", found?.ConceptsSha256 is { } hash ? $"with SHA-256 {hash[..8]}…" : None),
        ];
    }

    private static string Text(IEnumerable<string>? words, string none) =>
        words?.ToList() is { Count: > 0 } some ? string.Join(' ', some) : none;
}
