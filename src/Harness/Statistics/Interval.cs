namespace VisEval.Harness.Statistics;

/// <summary>A closed interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    private const double Rounding = 1e-12;

    /// <summary>The ends moved to where the quantity can lie.</summary>
    public Interval ClippedTo(Interval range) => new(Math.Clamp(Low, range.Low, range.High), Math.Clamp(High, range.Low, range.High));

    /// <summary>Whether both ends lie strictly between −<paramref name="margin"/> and <paramref name="margin"/>; an end that is the
    /// margin up to rounding does not.</summary>
    public bool IsWithin(double margin) => Low > -margin * (1 - Rounding) && High < margin * (1 - Rounding);

    internal static void CheckLevel(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentException("A level lies in (0, 1).", nameof(level));
    }
}
