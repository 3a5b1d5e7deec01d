using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Gate;

/// <summary>What a comparison found besides its rows, in sentences under titles.</summary>
internal static class GateSections
{
    /// <summary>The sections in the order of reading, those without a sentence left out.</summary>
    public static IReadOnlyList<GateSection> Of(GateReport report) =>
    [
        .. new GateSection[]
        {
            new("Images", [.. report.Rows.Where(r => r.Verdict == CellVerdict.Worse).Select(ImagesOf).OfType<string>()]),
            new("States that changed", [.. report.States.Select(GateText.Of)]),
            new("What differs between the runs", report.Differences),
            new("Maps", [.. Maps(report.Maps)]),
            new("Runtime", [.. Runtime(report.Runtime)]),
            new(GateText.PooledTitle, GateText.Pooled(report)),
            new("Not compared", [.. report.NotCompared.Select(n => $"{n.What}: {n.Why}")]),
        }.Where(s => s.Sentences.Count > 0),
    ];

    private static string? ImagesOf(GateRow row) =>
        GateText.Images(row) is { Length: > 0 } images ? $"{GateText.Of(row.Cell)} ({GateText.Place(row.Cell)}): {images}" : null;

    private static IEnumerable<string> Maps(MapChanges maps) => maps.Why is { } why
        ? [$"Not compared: {why}"]
        : maps.Rows.Where(r => r.Same < r.Maps).OrderBy(r => r.Spearman).Select(r =>
            $"{r.Method} on {r.Model}: {r.Same} of {GateText.Count(r.Maps, "map")} equal, mean rank correlation "
            + $"{NumberText.Score(r.Spearman)}, cosine {NumberText.Score(r.Cosine)}{(r.Least is null ? "" : $", least alike {r.Least}")}");

    private static IEnumerable<string> Runtime(RuntimeChanges runtime) => runtime.Why is { } why
        ? [$"Not compared: {why}"]
        : runtime.Rows.OrderByDescending(r => r.Ratio).Select(r =>
            $"{r.Method} on {r.Model}: ×{NumberText.Cost(r.Ratio)} ({NumberText.Cost(r.Old)} ms before, {NumberText.Cost(r.New)} ms now)");
}

/// <summary>Sentences under a title.</summary>
/// <param name="Title">The title.</param>
/// <param name="Sentences">What was found.</param>
internal sealed record GateSection(string Title, IReadOnlyList<string> Sentences);
