using System.Globalization;

namespace VisEval.Core;

/// <summary>Numbers with what they count, for sentences.</summary>
public static class Counted
{
    /// <summary>"240 images", "1 image", "2 classes", "0 analyses".</summary>
    /// <param name="count">The number.</param>
    /// <param name="noun">What is counted, one of it.</param>
    /// <param name="format">How the number is written; N0 for 1,000.</param>
    public static string Of(long count, string noun, string format = "D") =>
        $"{count.ToString(format, CultureInfo.InvariantCulture)} {(count == 1 ? noun : Many(noun))}";

    /// <summary>"there is 1", "there are 240".</summary>
    /// <param name="count">The number.</param>
    public static string There(long count) => string.Create(CultureInfo.InvariantCulture, $"there {(count == 1 ? "is" : "are")} {count}");

    private static string Many(string noun) =>
        noun.EndsWith("sis", StringComparison.Ordinal) ? $"{noun[..^2]}es"
        : noun.EndsWith('x') || noun.EndsWith("ss", StringComparison.Ordinal) ? $"{noun}es"
        : $"{noun}s";
}
