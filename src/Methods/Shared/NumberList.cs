using System.Globalization;
using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>An option that is numbers joined by <c>+</c>.</summary>
internal static class NumberList
{
    /// <summary>The numbers of a list that was checked.</summary>
    public static IReadOnlyList<double> Of(string list) =>
        [.. list.Split('+').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];

    /// <summary>The list as it is written in keys.</summary>
    /// <param name="method">The method, for the message.</param>
    /// <param name="option">The option, for the message.</param>
    /// <param name="list">The list as written.</param>
    /// <param name="minimum">The smallest allowed number.</param>
    /// <param name="maximum">The largest allowed number.</param>
    /// <exception cref="InputException">A part is no number of that range.</exception>
    public static string Checked(string method, string option, string list, double minimum, double maximum)
    {
        var parts = list.Split('+', StringSplitOptions.TrimEntries);
        bool IsAllowed(string part) =>
            double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum;
        List<string> wrong =
        [
            .. parts.Where(part => !IsAllowed(part)).Select(part => string.Create(
                CultureInfo.InvariantCulture,
                $"{method}: {option}={list}: '{part}' is not allowed; {option} are numbers from {minimum} to {maximum}, joined by +, "
                + $"for example 0.9+1+1.1.")),
        ];
        if (wrong.Count > 0)
            throw new InputException(wrong);
        return string.Join('+', parts.Select(
            part => double.Parse(part, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)));
    }
}
