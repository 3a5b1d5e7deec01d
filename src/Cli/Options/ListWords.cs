using System.CommandLine;
using System.CommandLine.Parsing;
using VisEval.Core;

namespace VisEval.Cli.Options;

/// <summary>The words behind the list options of a command that also takes a file: a list takes every word up to the next option, but for
/// the file.</summary>
/// <remarks>A word that ends with <c>.json</c> and is not the first behind its option is the file, as it was when an option took one word:
/// <c>--method lime rise run.json</c>. Only a dataset may be such a file; of these <c>dataset.json</c> is one.</remarks>
internal sealed class ListWords
{
    private const string Json = ".json";
    private const string Manifest = "dataset.json";

    private readonly ParseResult _parse;
    private readonly HashSet<Token> _files = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads the words.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="lists">The list options; whether the values of each may be paths.</param>
    /// <param name="file">The file as given where it may stand alone; null for none.</param>
    /// <param name="directory">Where relative paths start.</param>
    public ListWords(ArgumentReader read, IEnumerable<(Option<string[]> Option, bool IsPath)> lists, string? file, string directory)
    {
        _parse = read.Parse;
        var later = Later(_parse);
        File = file;
        foreach (var (option, isPath) in lists)
            foreach (var token in Tokens(option).Where(later.Contains))
                if (IsFile(token.Value))
                    Take(token, option, read);
                else if (!isPath && System.IO.File.Exists(Path.Combine(directory, token.Value)))
                    read.Mistake(
                        $"{option.Name} … {token.Value}: is that the file '{token.Value}', or a value of {option.Name}? The file of a run "
                        + $"stands first: {_parse.CommandResult.Command.Name} {token.Value} {option.Name} …; before a value write "
                        + $"{option.Name} again.");
    }

    /// <summary>The file; null for none.</summary>
    public string? File { get; private set; }

    /// <summary>The option that the file stands behind; null where it stands alone, or there is none.</summary>
    public string? Behind { get; private set; }

    /// <summary>The values of a list option, or others where it is not given.</summary>
    public IReadOnlyList<string> Or(Option<string[]> option, IReadOnlyList<string> otherwise) =>
        Tokens(option).Where(t => !_files.Contains(t)).Select(t => t.Value).ToList() is { Count: > 0 } given ? given : otherwise;

    /// <summary>Reads the file; where it stands behind an option and cannot be read, the mistakes say what it was taken for.</summary>
    public T? Try<T>(ArgumentReader read, Func<string, T> open) where T : class
    {
        if (File is not { } path)
            return null;
        return read.Try(() =>
        {
            try
            {
                return open(path);
            }
            catch (InputException e) when (Behind is { } option)
            {
                throw new InputException(
                    [.. e.Errors, $"'{path}' behind {option} is taken for the file of a run; if it is a value, write {option} {path}."]);
            }
        });
    }

    private static bool IsFile(string word) =>
        word.EndsWith(Json, StringComparison.OrdinalIgnoreCase) && !word.Contains('=', StringComparison.Ordinal)
        && !Path.GetFileName(word).Equals(Manifest, StringComparison.OrdinalIgnoreCase);

    private void Take(Token token, Option option, ArgumentReader read)
    {
        _files.Add(token);
        if (File is null)
            (File, Behind) = (token.Value, option.Name);
        else
            read.Mistake($"'{token.Value}' behind {option.Name} is a second file of a run, beside '{File}'; name one.");
    }

    private IReadOnlyList<Token> Tokens(Option option) => _parse.GetResult(option)?.Tokens ?? [];

    private static HashSet<Token> Later(ParseResult parse) => new(
        parse.Tokens.Zip(parse.Tokens.Skip(1)).Where(p => p.First.Type == TokenType.Argument && p.Second.Type == TokenType.Argument)
            .Select(p => p.Second),
        ReferenceEqualityComparer.Instance);
}
