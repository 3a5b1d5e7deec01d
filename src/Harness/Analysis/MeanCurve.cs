using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>The pointwise mean of curves.</summary>
internal sealed record MeanCurve(IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    private const int GridPoints = 101;

    /// <summary>Over the curves' own positions where they agree, else over a grid of their common range; null without one.</summary>
    public static MeanCurve? Of(IReadOnlyCollection<CurveRow> curves)
    {
        var usable = curves.Where(c => c.X.Count > 1 && c.X.Count == c.Y.Count && c.Y.All(double.IsFinite)).ToList();
        if (usable.Count == 0)
            return null;
        var x = usable[0].X;
        if (!usable.All(c => c.X.SequenceEqual(x)))
        {
            var (low, high) = (usable.Max(c => c.X[0]), usable.Min(c => c.X[^1]));
            if (!(low < high))
                return null;
            x = [.. Enumerable.Range(0, GridPoints).Select(i => low + (high - low) * i / (GridPoints - 1))];
        }
        return new MeanCurve(x, [.. x.Select(p => usable.Average(c => At(c, p)))]);
    }

    private static double At(CurveRow curve, double x)
    {
        var next = 1;
        while (next < curve.X.Count - 1 && curve.X[next] < x)
            next++;
        var (x0, x1) = (curve.X[next - 1], curve.X[next]);
        var share = x1 > x0 ? Math.Clamp((x - x0) / (x1 - x0), 0, 1) : 1;
        return curve.Y[next - 1] * (1 - share) + curve.Y[next] * share;
    }
}
