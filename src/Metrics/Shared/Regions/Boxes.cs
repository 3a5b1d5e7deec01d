using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>Arithmetic of boxes with exclusive upper ends.</summary>
internal static class Boxes
{
    /// <summary>The part of both; its area is 0 where they do not meet.</summary>
    public static Box Intersection(Box a, Box b) =>
        new(Math.Max(a.X0, b.X0), Math.Max(a.Y0, b.Y0), Math.Min(a.X1, b.X1), Math.Min(a.Y1, b.Y1));

    /// <summary>|a ∩ b| / |a ∪ b|, in [0, 1]; 0 where both are empty.</summary>
    public static double IntersectionOverUnion(Box a, Box b)
    {
        var common = Intersection(a, b).Area;
        var union = a.Area + b.Area - common;
        return union > 0 ? common / union : 0;
    }
}
