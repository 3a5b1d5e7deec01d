using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Gate;

/// <summary>The words that every rendering of a comparison shares.</summary>
internal static class GateText
{
    /// <summary>The verdict in one sentence.</summary>
    public static string Headline(GateReport report)
    {
        var critical = report.Rows.Where(r => r.Level == CellLevel.Critical).ToList();
        if (critical.Count == 0)
            return "Nothing critical was compared: the policy makes every number advisory or leaves it out.";
        int With(CellVerdict verdict) => critical.Count(r => r.Verdict == verdict);
        var of = $"of {Count(critical.Count, "critical number")}";
        var (worse, lost, undecided) = (With(CellVerdict.Worse), With(CellVerdict.Lost), With(CellVerdict.Undecided));
        var rest = Listed(
            (With(CellVerdict.Equivalent), "equivalent"), (With(CellVerdict.Improved), "improved"),
            (worse + lost > 0 ? undecided : 0, "undecided"));
        if (worse + lost > 0)
            return $"Worse: {of} {Listed((worse, "worse"), (lost, "lost"))}{(rest.Length > 0 ? $" ({rest})" : "")}{Most(critical)}.";
        if (undecided == 0)
            return (report.Warnings.Count > 0 ? "Nothing is worse in what there is, but a run is not whole" : "Nothing is worse")
                + $": {of} {rest}.";
        var found = $"{of} {undecided} {(undecided == 1 ? "is" : "are")} undecided{(rest.Length > 0 ? $" ({rest})" : "")}";
        return $"{(report.Policy.Strict ? "Not shown to be no worse" : "Nothing is shown to be worse")}: {found}{ToDecide(critical)}.";
    }

    /// <summary>What is said before the verdict where the images are too few for the number of cells; null where they are not.</summary>
    public static string? Warning(GateReport report) => report.Size is { IsTooSmall: true } size
        ? Text($"{Count(size.Images, "image")} cannot show {Count(size.Tested, "number")} at once to be worse: corrected for so ")
            + Text($"many tests (Holm) at least {size.Needed} images are needed. ")
            + "Run more images, or let a policy name fewer critical numbers."
        : null;

    /// <summary>What a reader must know before the numbers: that a run is not whole, that one ended early, that not all is
    /// compared.</summary>
    public static IReadOnlyList<string> Cautions(GateReport report) =>
        [.. report.Warnings, .. report.EndedEarly, .. report.Coverage.IsWhole ? (string[])[] : [Of(report.Coverage)]];

    private static string Of(GateCoverage coverage) => Text($"Compared: {coverage.Compared} of {Count(coverage.Images, "image")} of the ")
        + Text($"baseline, {coverage.Paired} of {Count(coverage.Values, "value")}; the others: ")
        + Listed(
            (coverage.Lost, "with a state instead of a number"), (coverage.Missing, "without a row that should be there"),
            (coverage.NotRun, "not run again"), (coverage.OtherClass, "of another class now"))
        + ".";

    /// <summary>"grad-cam in deletion auc".</summary>
    public static string Of(GateCell cell) => $"{cell.Method.Shown} in {Number(cell)}";

    /// <summary>The metric, and its number.</summary>
    public static string Number(GateCell cell) => $"{cell.Metric.Shown} {cell.Score.Name}";

    /// <summary>Where a cell is: "scenes, plain".</summary>
    public static string Place(GateCell cell) => $"{cell.Dataset}, {cell.Model.Shown}";

    /// <summary>A verdict as it is written.</summary>
    public static string Word<T>(T value) where T : struct, Enum => Kebab.From(value.ToString());

    /// <summary>A difference with its sign; a difference of less than rounding is 0.</summary>
    public static string Signed(double? value) => value switch
    {
        null => NumberText.None,
        > 1e-9 => "+" + NumberText.Score(value),
        < -1e-9 => "−" + NumberText.Score(-value),
        _ => "0",
    };

    /// <summary>The ends of an interval.</summary>
    public static string Interval(GateRow row, string between) =>
        row.Interval is { } ends ? Signed(ends.Low) + between + Signed(ends.High) : NumberText.None;

    /// <summary>What is to be known of a row besides its numbers; a part of a sentence, empty for nothing.</summary>
    public static string Remark(GateRow row) => string.Join("; ", Remarks(row));

    /// <summary>The images that matter in a row: hits that flipped, else the largest losses.</summary>
    public static string Images(GateRow row)
    {
        var (lost, won) = (row.Changes.Flipped.Where(p => p.Gain < 0), row.Changes.Flipped.Where(p => p.Gain > 0));
        return row.Changes.IsHit
            ? string.Join("; ", new[] { Named("misses now", [.. lost]), Named("hits now", [.. won]) }.OfType<string>())
            : row.Changes.Losses.Count == 0
                ? ""
                : $"lost most: {string.Join(", ", row.Changes.Losses.Select(l => $"{Image(l.Image, l.Target)} {Signed(l.Gain)}"))}";
    }

    /// <summary>An explanation: the image and the class.</summary>
    public static string Image(string image, int target) => Text($"{image} (class {target})");

    /// <summary>What stands above the numbers without a verdict.</summary>
    public const string PooledTitle = "Not judged: pooled over images, without a value an image to test";

    /// <summary>The numbers without a verdict, those that changed most first: both values and their difference.</summary>
    public static IReadOnlyList<string> Pooled(GateReport report) =>
    [
        .. report.Pooled.OrderByDescending(r => Math.Abs(r.Difference ?? 0)).Select(r =>
            $"{Of(r.Cell)} ({Place(r.Cell)}): {NumberText.Score(r.Old)} before, {NumberText.Score(r.New)} now, "
            + $"difference {Signed(r.Difference)}, {Count(r.Images, "explanation")}"),
    ];

    /// <summary>A state that changed.</summary>
    public static string Of(StateChange change) =>
        $"{change.Method} on {change.Model}, {Image(change.Image, change.Target)}: {change.Old} → {change.New} "
        + $"({Count(change.Metrics.Count, "metric")})";

    /// <summary>"3 numbers", "1 number".</summary>
    public static string Count(int count, string noun) => RunText.Count(count, noun);

    private const int MostImages = 5;

    private static IEnumerable<string> Remarks(GateRow row)
    {
        if (row.Reason is { } reason)
            yield return reason;
        if (row.Lost.Count > 0 && row.Verdict != CellVerdict.Lost)
            yield return $"{Count(row.Lost.Count, "value")} lost{(row.IsWorstCase ? ", counted as the worst possible" : "")}";
        if (row.Missing > 0)
            yield return $"{Count(row.Missing, "value")} without a row";
        if (row.NotRun > 0)
            yield return $"{Count(row.NotRun, "value")} not run again";
        if (row.OtherClass > 0)
            yield return $"{Count(row.OtherClass, "explanation")} of another class now";
        if (row is { Verdict: CellVerdict.Undecided, ImagesToDecide: { } images })
            yield return Text($"about {images} images would decide");
    }

    private static string? Named(string what, List<PairedValue> pairs) => pairs.Count == 0
        ? null
        : $"{what}: {string.Join(", ", pairs.Take(MostImages).Select(p => Image(p.Image, p.Target)))}"
            + (pairs.Count > MostImages ? Text($" and {pairs.Count - MostImages} more") : "");

    private static string Most(List<GateRow> critical) =>
        critical.Where(r => r.Verdict == CellVerdict.Worse).MinBy(r => r.Difference / Scale(r)) is { } most
            ? $"; most {Of(most.Cell)} ({Place(most.Cell)}), {Signed(most.Difference)}"
                + (most.Interval is null ? "" : $" (95 % {Interval(most, " to ")}, {Count(most.Images, "image")})")
            : "";

    // Differences of different scores are compared by what does not matter in each.
    private static double Scale(GateRow row) => row.Margin > 0 ? row.Margin : 1;

    private static string ToDecide(List<GateRow> critical) =>
        critical.Where(r => r.Verdict == CellVerdict.Undecided).Select(r => r.ImagesToDecide).ToList() is var images
        && images.All(i => i is not null) && images.Max() is { } most
            ? Text($"; about {most} images would decide {(images.Count == 1 ? "it" : "all of them")}")
            : "";

    private static string Listed(params (int Count, string Word)[] parts) =>
        string.Join(", ", parts.Where(p => p.Count > 0).Select(p => Text($"{p.Count} {p.Word}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
