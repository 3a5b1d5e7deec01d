using System.Globalization;
using System.Text.RegularExpressions;

namespace VisEval.Core;

/// <summary>A small arithmetic expression such as <c>ceil(height / stride) * samples + 1</c>.</summary>
/// <remarks>Written with numbers, names of numbers, <c>+ - * /</c> (between blanks), parentheses, <c>ceil(a)</c>, <c>min(a, b)</c>,
/// <c>max(a, b)</c>, <c>count(option)</c> (the parts of an option that is a list joined by <c>+</c>; 1 where it is not set) and
/// <c>when(option, value, a, b)</c>: a where the option has the value, else b; the value is written as on the command line.</remarks>
public sealed partial class Formula
{
    private readonly string _text;
    private readonly List<string> _tokens;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It holds something that is no number, name, operator or parenthesis.</exception>
    public Formula(string text)
    {
        _text = text;
        _tokens = [.. Token().Matches(text).Select(m => m.Value)];
        if (string.Concat(_tokens) != text.Replace(" ", "", StringComparison.Ordinal))
            throw Malformed("holds something that is no number, name, operator or parenthesis");
    }

    /// <summary>The value.</summary>
    /// <param name="value">The number that a name stands for; null where there is no such name.</param>
    /// <param name="count">The number of parts of an option, for <c>count(option)</c>.</param>
    /// <param name="text">The value of an option as it is written on the command line, for <c>when</c>;
    /// null where there is no such option.</param>
    /// <exception cref="FormatException">It is not an expression, or holds an unknown name.</exception>
    public double Evaluate(Func<string, double?> value, Func<string, int> count, Func<string, string?>? text = null)
    {
        var at = 0;
        var result = Sum();
        return at == _tokens.Count ? result : throw Malformed($"goes on with '{_tokens[at]}' where it should end");

        double Sum()
        {
            var sum = Product();
            while (at < _tokens.Count && _tokens[at] is "+" or "-")
                sum = _tokens[at++] == "+" ? sum + Product() : sum - Product();
            return sum;
        }

        double Product()
        {
            var product = Atom();
            while (at < _tokens.Count && _tokens[at] is "*" or "/")
                product = _tokens[at++] == "*" ? product * Atom() : product / Atom();
            return product;
        }

        double Atom()
        {
            var token = Next();
            if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return number;
            if (token == "(")
                return Closed(Sum());
            if (at == _tokens.Count || _tokens[at] != "(")
                return value(token) ?? throw Malformed($"names '{token}', which is neither a numeric option nor a fact of the model");
            at++;
            return token switch
            {
                "ceil" => Closed(Math.Ceiling(Sum())),
                "min" => Closed(Math.Min(Sum(), Second())),
                "max" => Closed(Math.Max(Sum(), Second())),
                "count" => Closed(count(Next())),
                "when" => Closed(Choice()),
                _ => throw Malformed($"has a function '{token}'; there are ceil, min, max, count and when"),
            };
        }

        double Choice()
        {
            var option = Next();
            var chosen = text?.Invoke(option) ?? throw Malformed($"asks for the value of '{option}', which is no option");
            var (isChosen, then, otherwise) = (AfterComma() == chosen, Second(), Second());
            return isChosen ? then : otherwise;
        }

        double Second()
        {
            Comma();
            return Sum();
        }

        string AfterComma()
        {
            Comma();
            return Next();
        }

        void Comma()
        {
            if (Next() != ",")
                throw Malformed("lacks a comma");
        }

        double Closed(double inner) => Next() == ")" ? inner : throw Malformed("lacks a closing parenthesis");

        string Next() => at < _tokens.Count ? _tokens[at++] : throw Malformed("ends too early");
    }

    /// <summary>The value for the options of a unit.</summary>
    /// <param name="options">The options with their values, see <see cref="OptionValues"/>.</param>
    /// <param name="fact">The number that another name stands for; null where there is no such name.</param>
    /// <exception cref="FormatException">It is not an expression, or holds an unknown name.</exception>
    public double Evaluate(IReadOnlyDictionary<string, object?> options, Func<string, double?> fact) => Evaluate(
        name => options.GetValueOrDefault(name) switch
        {
            bool flag => flag ? 1 : 0,
            int or double or long => Convert.ToDouble(options[name], CultureInfo.InvariantCulture),
            _ => fact(name),
        },
        name => options.GetValueOrDefault(name)?.ToString()?.Split('+', StringSplitOptions.RemoveEmptyEntries).Length ?? 1,
        name => options.TryGetValue(name, out var value) ? OptionInfo.Format(value) : null);

    /// <inheritdoc/>
    public override string ToString() => _text;

    private FormatException Malformed(string why) => new($"The formula '{_text}' {why}.");

    // A name may hold a hyphen inside; a minus stands between blanks.
    [GeneratedRegex(@"[a-z][a-z0-9]*(-[a-z0-9]+)*|\d+(\.\d+)?|[-+*/(),]")]
    private static partial Regex Token();
}
