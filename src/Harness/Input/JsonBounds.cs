namespace VisEval.Harness.Input;

/// <summary>The numbers that a field of a file may hold.</summary>
/// <param name="Minimum">The smallest; null for any.</param>
/// <param name="Maximum">The largest; null for any.</param>
internal sealed record JsonBounds(double? Minimum, double? Maximum = null)
{
    /// <summary>A share, 0 to 1.</summary>
    public static JsonBounds Share { get; } = new(0, 1);

    /// <summary>Above 0.</summary>
    public static JsonBounds Positive { get; } = new(0) { IsAbove = true };

    /// <summary>An index, from 0.</summary>
    public static JsonBounds Index { get; } = new(0);

    /// <summary>A level of a colour, 0 to 255.</summary>
    public static JsonBounds Level { get; } = new(0, 255);

    /// <summary>Whether the minimum itself is not allowed.</summary>
    public bool IsAbove { get; init; }

    /// <summary>Whether a number is allowed.</summary>
    public bool Allow(double value) =>
        !(value < Minimum) && !(value > Maximum) && !double.IsNaN(value) && !(IsAbove && value == Minimum);
}
