namespace VisEval.Metrics.Shared.Curves;

/// <summary>The value of a mean curve at a position that was chosen on other images.</summary>
/// <remarks>Images of even and of odd index are the two halves. The best position of one half (the first where several are best) is where
/// the other is looked at, and the two values are weighed by the images they are over: no image has a part in the choice by which
/// it is judged. An image that is drawn several times stays in one half.</remarks>
public static class CrossFit
{
    /// <summary>The cross-fitted mean; null where a half has no image.</summary>
    /// <param name="curves">The curves of the images.</param>
    /// <param name="times">How often each image is drawn.</param>
    public static double? Of(StepCurveSum curves, ReadOnlySpan<int> times)
    {
        int[][] halves = [new int[times.Length], new int[times.Length]];
        var counts = new int[2];
        for (var i = 0; i < times.Length; i++)
        {
            halves[i % 2][i] = times[i];
            counts[i % 2] += times[i];
        }
        if (counts[0] == 0 || counts[1] == 0)
            return null;
        var sum = 0.0;
        for (var half = 0; half < 2; half++)
        {
            var chosen = curves.Largest(halves[1 - half], counts[1 - half]).At;
            sum += counts[half] * curves.MeanAt(halves[half], counts[half], chosen);
        }
        return sum / (counts[0] + counts[1]);
    }
}
