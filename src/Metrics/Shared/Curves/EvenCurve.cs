namespace VisEval.Metrics.Shared.Curves;

/// <summary>Numbers from curves.</summary>
internal static class EvenCurve
{
    /// <summary>Positions 0, 1/n, …, 1 of the <paramref name="points"/> = n+1 points of a curve.</summary>
    public static double[] Positions(int points)
    {
        var positions = new double[points];
        for (var i = 1; i < points; i++)
            positions[i] = (double)i / (points - 1);
        return positions;
    }

    /// <summary>The area under a curve of equally spaced points over [0, 1], by the trapezoidal rule:
    /// (Σy − y₀/2 − yₙ/2)/n.</summary>
    public static double Area(ReadOnlySpan<double> values)
    {
        var sum = -(values[0] + values[^1]) / 2;
        foreach (var value in values)
            sum += value;
        return sum / (values.Length - 1);
    }
}
