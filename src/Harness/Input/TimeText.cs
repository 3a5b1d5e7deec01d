using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>A span of time as it is written: <c>2h</c>, <c>90m</c>, <c>30s</c>, <c>1h30m</c>.</summary>
internal static class TimeText
{
    private static readonly (char Letter, double Seconds)[] Units = [('h', 3600), ('m', 60), ('s', 1)];

    /// <summary>Reads a span of time.</summary>
    /// <exception cref="InputException">It is none, or not above 0.</exception>
    public static TimeSpan Parse(string text)
    {
        var (seconds, digits, next) = (0.0, "", 0);
        foreach (var letter in text.Trim())
        {
            var unit = Array.FindIndex(Units, next, u => u.Letter == letter);
            if (unit < 0)
            {
                digits += letter;
                continue;
            }
            if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                throw Refusal(text);
            (seconds, digits, next) = (seconds + number * Units[unit].Seconds, "", unit + 1);
        }
        return digits.Length == 0 && seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : throw Refusal(text);
    }

    private static InputException Refusal(string text) =>
        new($"time '{text}' is not allowed; time is hours, minutes and seconds with their letters, above 0: 2h, 90m, 1h30m, 45s.");
}
