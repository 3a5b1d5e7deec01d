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
        if (!usable.All(c => ReferenceEquals(c.X, x) || c.X.SequenceEqual(x)))
        {
            var (low, high) = (usable.Max(c => c.X[0]), usable.Min(c => c.X[^1]));
            if (!(low < high))
                return null;
            x = [.. Enumerable.Range(0, GridPoints).Select(i => low + (high - low) * i / (GridPoints - 1))];
        }
        var (positions, sums) = (x.ToArray(), new double[x.Count]);
        foreach (var curve in usable)
            Add([.. curve.X], [.. curve.Y], positions, sums);
        return new MeanCurve(x, Array.ConvertAll(sums, sum => sum / usable.Count));
    }

    // Adds a curve, linear between its points, at ascending positions.
    private static void Add(double[] x, double[] y, double[] positions, double[] sums)
    {
        var next = 1;
        for (var i = 0; i < positions.Length; i++)
        {
            while (next < x.Length - 1 && x[next] < positions[i])
                next++;
            var (x0, x1) = (x[next - 1], x[next]);
            var share = x1 > x0 ? Math.Clamp((positions[i] - x0) / (x1 - x0), 0, 1) : 1;
            sums[i] += y[next - 1] * (1 - share) + y[next] * share;
        }
    }
}
