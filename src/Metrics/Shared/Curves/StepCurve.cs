namespace VisEval.Metrics.Shared.Curves;

/// <summary>Curves that jump: left-continuous functions on [0, 1], held by the two ends of every step.</summary>
internal static class StepCurve
{
    /// <summary>The curve of the given steps.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="steps">Where each step ends, increasing, and its value; neighbours of one value become one step.</param>
    public static Curve Of(string name, IReadOnlyList<(double End, double Value)> steps)
    {
        var (x, y) = (new List<double> { 0 }, new List<double> { steps[0].Value });
        for (var i = 0; i < steps.Count; i++)
        {
            var last = i + 1 == steps.Count;
            if (!last && steps[i].Value == steps[i + 1].Value)
                continue;
            // A step that ends where it begins is a single point, which is there already.
            if (steps[i].End > x[^1])
            {
                x.Add(steps[i].End);
                y.Add(steps[i].Value);
            }
            if (last)
                continue;
            x.Add(steps[i].End);
            y.Add(steps[i + 1].Value);
        }
        return new Curve(name, x, y);
    }
}
