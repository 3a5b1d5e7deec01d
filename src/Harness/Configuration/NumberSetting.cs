using System.Globalization;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>A whole number that a user may set: what is allowed, and what holds where it is left out.</summary>
/// <param name="Name">The name in messages; behind two hyphens, the option of the command line.</param>
/// <param name="Minimum">The smallest allowed value.</param>
/// <param name="Maximum">The largest allowed value.</param>
/// <param name="Default">What holds where it is left out, for a person: <c>all 2 processors</c>.</param>
/// <param name="Unit">What is counted: <c>megabytes</c>; empty for a plain number.</param>
internal sealed record NumberSetting(string Name, long Minimum, long Maximum, string Default, string Unit = "")
{
    /// <summary>What is allowed: <c>a whole number from 1 to 1024</c>.</summary>
    public string Allowed
    {
        get
        {
            var number = Unit.Length == 0 ? "a whole number" : $"a whole number of {Unit}";
            return (Minimum > long.MinValue, Maximum < int.MaxValue) switch
            {
                (true, true) => $"{number} from {Minimum} to {Maximum}",
                (true, false) => $"{number}, at least {Minimum}",
                _ => number,
            };
        }
    }

    /// <summary>The bounds, as far as they say anything.</summary>
    internal JsonBounds Bounds => new(Minimum > long.MinValue ? Minimum : null, Maximum < int.MaxValue ? Maximum : null);

    /// <summary>Whether a value is allowed.</summary>
    public bool Allows(long value) => value >= Minimum && value <= Maximum;

    /// <summary>The number that a text states; null where it states none, or one that is not allowed.</summary>
    public long? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Allows(value) ? value : null;

    /// <summary>The sentence for a value that is not allowed.</summary>
    /// <param name="value">The value as written.</param>
    /// <param name="prefix">What stands before the name: <c>--</c> on the command line.</param>
    public string Refusal(string value, string prefix = "") =>
        $"{prefix}{Name} {value} is not allowed; {Name} is {Allowed}{(Default.Length == 0 ? "" : $", or left out for {Default}")}.";
}
