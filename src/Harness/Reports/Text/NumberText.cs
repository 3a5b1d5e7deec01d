using System.Globalization;

namespace VisEval.Harness.Reports.Text;

/// <summary>Numbers as people read them; always in the invariant culture.</summary>
internal static class NumberText
{
    /// <summary>Stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>A score: three decimals below 10, fewer above, scientific where three decimals would show nothing.</summary>
    public static string Score(double? value) => value switch
    {
        null => None,
        { } v when !double.IsFinite(v) => v > 0 ? "∞" : v < 0 ? "−∞" : "not a number",
        // What rounding leaves of a zero is a zero.
        { } v when Math.Abs(v) < 1e-9 => Text(0, "0.000"),
        { } v when Math.Abs(v) < 0.0005 => Text(v, "0.0e-0"),
        { } v when Math.Abs(v) < 9.9995 => Text(v, "0.000"),
        { } v when Math.Abs(v) < 99.995 => Text(v, "0.00"),
        { } v when Math.Abs(v) < 999.95 => Text(v, "0.0"),
        { } v => Text(v, "0"),
    };

    /// <summary>A skill: two decimals.</summary>
    public static string Two(double? value) => value is { } v ? Text(Math.Abs(v) < 0.005 ? 0 : v, "0.00") : None;

    /// <summary>A time for people: 0.4 ms, 35 ms, 1.2 s.</summary>
    public static string Duration(double milliseconds) =>
        milliseconds < 999.5 ? $"{Text(milliseconds, milliseconds < 1 ? "0.##" : milliseconds < 9.95 ? "0.#" : "0")} ms"
            : $"{Text(milliseconds / 1000, "0.#")} s";

    /// <summary>A cost: three significant digits below 1000, whole above.</summary>
    public static string Cost(double? value) => value switch
    {
        null => None,
        { } v when Math.Abs(v) < 0.9995 => Text(v, "0.###"),
        { } v when Math.Abs(v) < 9.995 => Text(v, "0.##"),
        { } v when Math.Abs(v) < 99.95 => Text(v, "0.#"),
        { } v => Text(v, "0"),
    };

    /// <summary>A mean rank: two decimals.</summary>
    public static string Rank(double? value) => value is { } v ? Text(v, "0.00") : None;

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share) => Text(100 * share, "0.0") + "%";

    /// <summary>A number that a program reads back without loss.</summary>
    public static string Exact(double? value) => value is { } v ? v.ToString("R", CultureInfo.InvariantCulture) : "";

    /// <summary>A count, thousands separated.</summary>
    public static string Whole(double count) => Text(count, "N0");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
