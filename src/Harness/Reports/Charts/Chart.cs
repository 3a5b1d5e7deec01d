namespace VisEval.Harness.Reports.Charts;

/// <summary>A finished plot.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name; null for all models together.</param>
/// <param name="Title">What it shows.</param>
/// <param name="FileName">Its file under plots/; unique.</param>
/// <param name="IsWide">Whether it wants a line of its own on a page.</param>
/// <param name="Kind">What kind of plot it is.</param>
/// <param name="Metric">The key of the metric it is about; null where it is about several.</param>
/// <param name="Svg">An svg element; needs no font at drawing time, the viewer's are used.</param>
internal sealed record Chart(string Dataset, string? Model, string Title, string FileName, bool IsWide, ChartKind Kind, string? Metric,
    string Svg);

/// <summary>The kinds of plots.</summary>
internal enum ChartKind
{
    /// <summary>Mean curves of the methods.</summary>
    Curves,

    /// <summary>Skill with its intervals, and the line of admission.</summary>
    Skill,

    /// <summary>Mean ranks and their critical difference.</summary>
    CriticalDifference,

    /// <summary>Skill and time.</summary>
    Cost,

    /// <summary>One number with its intervals.</summary>
    Number,

    /// <summary>Agreement of the metrics.</summary>
    Agreement,
}
