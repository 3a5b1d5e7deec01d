using System.Globalization;

namespace VisEval.Cli.Output;

/// <summary>Times for people.</summary>
internal static class Duration
{
    /// <summary><c>12.3 s</c>, <c>2 min 5 s</c>, <c>3 h 12 min</c>, or from two days on <c>9 days 4 h</c>.</summary>
    public static string Text(TimeSpan time)
    {
        var whole = (long)Math.Round(time.TotalSeconds);
        return whole switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            < 3600 => $"{whole / 60} min {whole % 60} s",
            < 2 * 86_400 => $"{whole / 3600} h {whole / 60 % 60} min",
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 86_400:N0} days {whole / 3600 % 24} h"),
        };
    }
}
