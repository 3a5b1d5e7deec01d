using System.Globalization;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>Options that are several shares of the pixels, joined by <c>+</c>: <c>0.1+0.5+0.9</c>.</summary>
internal static class Fractions
{
    /// <summary>The shares.</summary>
    public static double[] Parse(string text) =>
        [.. text.Split('+')
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : double.NaN)];

    /// <summary>The text itself, if it is one or more increasing shares between 0 and 1.</summary>
    /// <param name="text">The shares.</param>
    /// <param name="option">The option, for the message: <c>road: shares</c>.</param>
    /// <exception cref="InputException">It is not.</exception>
    public static string Checked(string text, string option)
    {
        var shares = Parse(text);
        return shares.All(s => s is > 0 and < 1) && shares.Zip(shares.Skip(1)).All(pair => pair.First < pair.Second)
            ? text
            : throw new InputException(
                $"{option}={text} is not allowed; write increasing shares between 0 and 1 joined by +, such as 0.1+0.5+0.9.");
    }

    /// <summary>⌊share · count⌋, where a product that is an integer but for rounding counts as that integer.</summary>
    public static int Of(int count, double share) => (int)Math.Floor(share * count + 1e-9);
}
