using System.Globalization;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>The values that a network takes for pixels.</summary>
/// <param name="Black">The value of black.</param>
/// <param name="White">The value of white.</param>
public readonly record struct PixelRange(double Black, double White)
{
    // A mean of 8-bit pixels, or what brings them to a small range; no normalized input has one.
    private const double SmallestOf255 = 30;

    // Of pixels of 0…1: the smallest mean and deviation in use are 0.13 and 0.2.
    private const double Smallest = 0.05;

    // Statistics are rounded, and taken of some images only.
    private const double Slack = 1.05;
    private const double Rounding = 1e-3;

    /// <summary>8-bit pixels as they are.</summary>
    public static PixelRange Bytes { get; } = new(0, 255);

    /// <summary>Pixels brought to 0…1.</summary>
    public static PixelRange Unit { get; } = new(0, 1);

    /// <summary>Pixels brought to −1…1.</summary>
    public static PixelRange Signed { get; } = new(-1, 1);

    /// <summary>For a person: 0…255.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Black:0.###}…{White:0.###}").Replace('-', '−');

    /// <summary>What an input of whole numbers takes; null for one of other numbers.</summary>
    internal static PixelRange? OfType(ElementType type) => type switch
    {
        ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16 => null,
        ElementType.Int8 => new(sbyte.MinValue, sbyte.MaxValue),
        _ => Bytes,
    };

    /// <summary>The one range whose mean and deviation these can be; null where they do not tell.</summary>
    /// <remarks>A mean lies inside the range; numbers of 0…1 with the mean m deviate by √(m(1 − m)) at most, where all of them are 0 or
    /// 1. What is learned is no statistic of pixels; what normalizes values that go below 0 is one only where it is that of a known
    /// collection, brought to −1…1.</remarks>
    /// <param name="mean">By channel.</param>
    /// <param name="deviation">By channel, with its sign.</param>
    internal static PixelRange? OfStatistics(IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        bool Inside(double white) => mean.All(m => m >= -Rounding * white && m <= Slack * white);
        if (mean.Max() >= SmallestOf255 || deviation.Min(Math.Abs) >= SmallestOf255)
            return Inside(255) ? Bytes : null;
        bool IsOfUnit(double m, double d) => Math.Abs(d - 1) < Rounding || (d > Smallest && d <= Slack * Math.Sqrt(m * (1 - m)));
        if (mean.Count == deviation.Count && KnownStatistics.All.Any(k => k.AreOfSigned(mean, deviation)))
            return Signed;
        return Inside(1) && mean.Max() >= Smallest && mean.Zip(deviation).All(c => IsOfUnit(c.First, Math.Abs(c.Second))) ? Unit : null;
    }
}
