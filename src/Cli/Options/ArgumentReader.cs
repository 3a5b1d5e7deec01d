using System.CommandLine;
using VisEval.Core;

namespace VisEval.Cli.Options;

/// <summary>Reads the values of a command line and keeps every mistake, so that all of them are reported at once.</summary>
internal sealed class ArgumentReader(ParseResult parse)
{
    private readonly List<string> _mistakes = [];

    /// <summary>The parsed command line.</summary>
    public ParseResult Parse { get; } = parse;

    /// <summary>The value of an option; the default value where it is not given, or after its mistakes were kept.</summary>
    public T? Value<T>(ReadOption<T> option) => Parse.GetResult(option) is { Implicit: false } result
        ? option.Read([.. result.Tokens.Select(t => t.Value)], Mistake)
        : default;

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
