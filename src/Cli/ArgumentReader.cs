using System.CommandLine;
using System.Globalization;
using VisEval.Core;

namespace VisEval.Cli;

/// <summary>Reads the values of a command line and keeps every mistake, so that all of them are told at once.</summary>
internal sealed class ArgumentReader(ParseResult parse)
{
    private readonly List<string> _mistakes = [];

    /// <summary>The parsed command line.</summary>
    public ParseResult Parse { get; } = parse;

    /// <summary>A whole number from <paramref name="minimum"/> to <paramref name="maximum"/>; null where not given.</summary>
    public int? Integer(Option<string?> option, int minimum = int.MinValue, int maximum = int.MaxValue) => Number<int>(
        option, (minimum, maximum) == (int.MinValue, int.MaxValue) ? "a whole number" : $"a whole number from {minimum} to {maximum}",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum ? value : null);

    /// <summary>A whole number of 64 bits; null where not given.</summary>
    public long? Long(Option<string?> option) => Number<long>(
        option, "a whole number",
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);

    /// <summary>One of the names of an enumeration; null where not given.</summary>
    public T? Choice<T>(Option<string?> option)
        where T : struct, Enum
    {
        if (Parse.GetValue(option) is not { } text)
            return null;
        foreach (var value in Enum.GetValues<T>())
            if (Kebab.From(value.ToString()) == text)
                return value;
        Mistake($"{option.Name} {text}: {string.Join(" | ", Enum.GetNames<T>().Select(Kebab.From))} is allowed.");
        return null;
    }

    /// <summary>Class indices, separated by commas or given one by one; none where not given.</summary>
    public IReadOnlyList<int> Classes(Option<string[]> option)
    {
        var classes = new List<int>();
        foreach (var word in Words(option))
            if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                classes.Add(index);
            else
                Mistake($"{option.Name} {word}: class indices are needed, separated by commas, for example 3 or 3,17.");
        return classes;
    }

    /// <summary>Words, separated by commas or given one by one.</summary>
    public IEnumerable<string> Words(Option<string[]> option) =>
        (Parse.GetValue(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private T? Number<T>(Option<string?> option, string allowed, Func<string, T?> read)
        where T : struct
    {
        if (Parse.GetValue(option) is not { } text)
            return null;
        var value = read(text);
        if (value is null)
            Mistake($"{option.Name} {text}: {allowed} is needed.");
        return value;
    }

    /// <summary>The result of <paramref name="read"/>; its mistakes are kept and the default is returned.</summary>
    public T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            _mistakes.AddRange(e.Errors);
            return default;
        }
    }

    /// <summary>Keeps a mistake.</summary>
    public void Mistake(string sentence) => _mistakes.Add(sentence);

    /// <summary>Throws if anything was wrong.</summary>
    /// <exception cref="InputException">All mistakes.</exception>
    public void ThrowIfAny()
    {
        if (_mistakes.Count > 0)
            throw new InputException([.. _mistakes.Distinct()]);
    }
}
