namespace VisEval.Harness.Reports.Charts;

/// <summary>Positions of axis ticks.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten, from at or below the minimum to at or above the maximum.</summary>
    public static IReadOnlyList<double> Nice(double minimum, double maximum, int about = 5)
    {
        var span = maximum > minimum ? maximum - minimum : Math.Max(Math.Abs(minimum), 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / about)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(m => m * power).First(s => span / s <= about + 1e-9);
        var (first, last) = (Math.Floor(minimum / step + 1e-9), Math.Ceiling(maximum / step - 1e-9));
        if (last <= first)
            last = first + 1;
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>Exponents of ten that enclose positive values, at least one decade.</summary>
    public static IReadOnlyList<double> Decades(double minimum, double maximum)
    {
        var (first, last) = (Math.Floor(Math.Log10(minimum)), Math.Ceiling(Math.Log10(maximum)));
        if (last <= first)
            last = first + 1;
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => first + i)];
    }
}
