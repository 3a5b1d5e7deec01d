using System.CommandLine;

namespace VisEval.Cli.Options;

/// <summary>An option with a type. A text that is no such value does not end the reading of the command line: <see cref="ArgumentReader"/>
/// keeps the mistake, so that all mistakes are reported at once.</summary>
internal sealed class ReadOption<T> : Option<T?>, IReadOption
{
    /// <summary>An option whose words <paramref name="read"/> turns into a value.</summary>
    /// <param name="name">The name with its hyphens.</param>
    /// <param name="read">Takes the words given, and what takes a mistake; the default value where there is one.</param>
    public ReadOption(string name, Func<IReadOnlyList<string>, Action<string>, T?> read)
        : base(name)
    {
        Read = read;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result => read([.. result.Tokens.Select(t => t.Value)], _ => { });
    }

    /// <summary>Turns words into a value.</summary>
    public Func<IReadOnlyList<string>, Action<string>, T?> Read { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Mistakes(ParseResult parse)
    {
        var mistakes = new List<string>();
        if (parse.GetResult(this) is { Implicit: false, Tokens: { Count: > 0 } tokens })
            Read([.. tokens.Select(t => t.Value)], mistakes.Add);
        return mistakes;
    }
}
