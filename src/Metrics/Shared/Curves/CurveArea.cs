using VisEval.Core;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>Which points of a curve count.</summary>
[About("Which points of the curve count: both ends, all after the first, all before the last, or the inner ones.")]
internal enum CurveEnds
{
    /// <summary>All, with both ends.</summary>
    Both,

    /// <summary>All but the first, where nothing is replaced yet.</summary>
    AfterFirst,

    /// <summary>All but the last, where everything is replaced.</summary>
    BeforeLast,

    /// <summary>All but the first and the last.</summary>
    Inner,
}

/// <summary>How a curve becomes a number.</summary>
[About("How the curve becomes a number: trapezoid over [0, 1], over the true shares, in steps of 1, of 1/points, or the mean.")]
internal enum CurveArea
{
    /// <summary>Trapezoidal rule over [0, 1], the points equally far apart: (Σy − y₀/2 − yₙ/2)/n.</summary>
    Trapezoid,

    /// <summary>Trapezoidal rule over the shares that are really replaced, where the last step is shorter.</summary>
    Share,

    /// <summary>Trapezoidal rule with steps of 1: n times the first.</summary>
    Steps,

    /// <summary>Trapezoidal rule with steps of 1/(n+1), one over the number of points.</summary>
    Points,

    /// <summary>The mean of the points.</summary>
    Mean,
}

/// <summary>Areas of curves.</summary>
internal static class CurveAreas
{
    /// <summary>The number of a curve.</summary>
    /// <param name="curve">The curve, both ends in.</param>
    /// <param name="ends">Which points count.</param>
    /// <param name="area">The rule.</param>
    /// <returns>NaN where too few points are left for the rule.</returns>
    public static double Of(PerturbationCurve curve, CurveEnds ends, CurveArea area)
    {
        var first = ends is CurveEnds.AfterFirst or CurveEnds.Inner ? 1 : 0;
        var last = ends is CurveEnds.BeforeLast or CurveEnds.Inner ? 1 : 0;
        var (x, y) = (curve.Positions[first..^last], curve.Values[first..^last]);
        if (area == CurveArea.Mean)
            return y.Length > 0 ? y.Average() : double.NaN;
        if (y.Length < 2)
            return double.NaN;
        return area switch
        {
            CurveArea.Trapezoid => EvenCurve.Area(y),
            CurveArea.Steps => EvenCurve.Area(y) * (y.Length - 1),
            CurveArea.Points => EvenCurve.Area(y) * (y.Length - 1) / y.Length,
            CurveArea.Share => Enumerable.Range(1, y.Length - 1).Sum(i => (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2),
            _ => throw new ArgumentOutOfRangeException(nameof(area), area, "Not a rule."),
        };
    }
}
