using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>A bootstrap interval over images of a number without a standard error: it shows a spread, and tests nothing.</summary>
/// <param name="Ends">The interval; null unless the state is ok.</param>
/// <param name="Images">The images behind it.</param>
/// <param name="State">Whether it stands: otherwise <c>too-few-images</c>, or why the number itself has none.</param>
internal sealed record DescriptiveInterval(Interval? Ends, int Images, CellState State)
{
    /// <summary>The part of the resamples that must have a value: the others hold methods that are all equal, and an interval over what is
    /// left would hide that.</summary>
    public const double LeastShare = 0.95;

    /// <summary>Not asked for.</summary>
    public static DescriptiveInterval None { get; } = new(null, 0, CellState.Undefined("not-computed"));

    /// <summary>No interval, and why.</summary>
    public static DescriptiveInterval Without(int images, string why) => new(null, images, CellState.Undefined(why));
}
