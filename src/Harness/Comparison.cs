using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports.Gate;

namespace VisEval.Harness;

/// <summary>Whether a run is worse than a baseline.</summary>
/// <param name="Verdict">Of the whole: pass, fail, or undecided.</param>
/// <param name="Rows">Every number of every method, in the baseline's order.</param>
/// <param name="Warnings">Why a run is not whole, sentences; nothing passes then.</param>
public sealed record Comparison(ComparisonVerdict Verdict, IReadOnlyList<ComparedNumber> Rows, IReadOnlyList<string> Warnings)
{
    /// <summary>The verdict in one sentence: how many numbers are worse, lost, undecided, and the one that lost most.</summary>
    public string Headline { get; init; } = "";

    /// <summary>What a reader must know before the numbers, sentences: <see cref="Warnings"/>, that a run ended early, that not all is
    /// compared, that the images are too few for so many numbers.</summary>
    public IReadOnlyList<string> Cautions { get; init; } = [];

    /// <summary>What was found besides <see cref="Rows"/>: images that lost most, states that changed, what differs between the runs, maps,
    /// times, what is not judged or not compared; sections without a sentence are left out.</summary>
    public IReadOnlyList<ComparisonSection> Sections { get; init; } = [];

    internal static Comparison Of(GateReport report) => new(report.Verdict, [.. report.Rows.Select(ComparedNumber.Of)], report.Warnings)
    {
        Headline = GateText.Headline(report),
        Cautions = [.. GateText.Cautions(report), .. GateText.Warning(report) is { } warning ? (string[])[warning] : []],
        Sections = [.. GateSections.Of(report).Select(s => new ComparisonSection(s.Title, s.Sentences))],
    };
}

/// <summary>One number of one method in two runs.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network.</param>
/// <param name="Method">The method with the options that differ from the default.</param>
/// <param name="Metric">The metric, likewise.</param>
/// <param name="Score">Which of its numbers.</param>
/// <param name="Images">The images that the verdict is about.</param>
/// <param name="Difference">The mean of current minus baseline, turned so that positive is better; null where nothing is paired.</param>
/// <param name="Low">The lower end of its 95 % interval over images; null below two images.</param>
/// <param name="High">The upper end.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Reason">Why, where the numbers alone do not tell; a part of a sentence.</param>
public sealed record ComparedNumber(
    string Dataset, string Model, string Method, string Metric, string Score, int Images, double? Difference, double? Low, double? High,
    CellVerdict Verdict, string? Reason)
{
    /// <summary>Whether the verdict counts for that of the whole, or is advisory.</summary>
    public CellLevel Level { get; init; }

    /// <summary>What is to be known of it besides the numbers, <see cref="Reason"/> first: values that are lost, images that would decide;
    /// a part of a sentence, empty for nothing.</summary>
    public string Remark { get; init; } = "";

    internal static ComparedNumber Of(GateRow row) => new(
        row.Cell.Dataset, row.Cell.Model.Shown, row.Cell.Method.Shown, row.Cell.Metric.Shown, row.Cell.Score.Name, row.Images,
        row.Difference, row.Interval?.Low, row.Interval?.High, row.Verdict, row.Reason)
    {
        Level = row.Level,
        Remark = GateText.Remark(row),
    };
}

/// <summary>Sentences under a title.</summary>
/// <param name="Title">The title.</param>
/// <param name="Sentences">What was found.</param>
public sealed record ComparisonSection(string Title, IReadOnlyList<string> Sentences);
