namespace VisEval.Onnx.Loading;

/// <summary>All numbers from a lowest to a highest one; arithmetic gives the interval of all results (interval
/// arithmetic, Moore 1966).</summary>
/// <param name="Low">The lowest, or −∞.</param>
/// <param name="High">The highest, or +∞.</param>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Every number.</summary>
    public static Interval Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>0…1.</summary>
    public static Interval Unit { get; } = new(0, 1);

    /// <summary>−1…1.</summary>
    public static Interval Signed { get; } = new(-1, 1);

    /// <summary>Whether all of it lies in another, up to a margin; of an interval narrower than 1 up to that part of its width, so that
    /// −10⁻¹¹…10⁻¹¹ does not count as lying in 0…1.</summary>
    public bool IsWithin(Interval other, double margin)
    {
        var room = margin * Math.Min(1, High - Low);
        return Low >= other.Low - room && High <= other.High + room;
    }

    /// <summary>The smallest interval with both.</summary>
    public Interval With(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The results of a function that nowhere falls.</summary>
    public Interval Through(Func<double, double> rising) => Of([rising(Low), rising(High)]);

    /// <summary>1/x; every number where 0 lies inside.</summary>
    public Interval Reciprocal() => Low > 0 || High < 0 ? Of([1 / Low, 1 / High])
        : Low == 0 ? new(1 / High, double.PositiveInfinity)
        : Any;

    /// <summary>x + y.</summary>
    public static Interval operator +(Interval a, Interval b) => Of([a.Low + b.Low, a.High + b.High]);

    /// <summary>−x.</summary>
    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    /// <summary>x − y.</summary>
    public static Interval operator -(Interval a, Interval b) => a + -b;

    /// <summary>x · y.</summary>
    public static Interval operator *(Interval a, Interval b) =>
        Of([Product(a.Low, b.Low), Product(a.Low, b.High), Product(a.High, b.Low), Product(a.High, b.High)]);

    // A bound of infinity is no number: nothing reaches it, and 0 times any number is 0.
    private static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private static Interval Of(ReadOnlySpan<double> ends)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var end in ends)
        {
            if (double.IsNaN(end))
                return Any;
            (low, high) = (Math.Min(low, end), Math.Max(high, end));
        }
        return new(low, high);
    }
}
