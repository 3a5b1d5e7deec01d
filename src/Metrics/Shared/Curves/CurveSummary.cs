using VisEval.Core;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>The options that make a number of a curve.</summary>
/// <param name="Ends">Which points count.</param>
/// <param name="Area">The rule.</param>
[OptionGroup]
internal sealed record CurveSummary(CurveEnds Ends = CurveEnds.Both, CurveArea Area = CurveArea.Trapezoid);
