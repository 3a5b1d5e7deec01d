using System.CommandLine;
using System.CommandLine.Parsing;
using VisEval.Cli.Options;
using VisEval.Core;

namespace VisEval.Cli;

/// <summary>What is wrong with the form of a command line, in sentences.</summary>
internal static class SyntaxMistakes
{
    /// <summary>Every mistake; an unknown word with the nearest known ones.</summary>
    public static IReadOnlyList<string> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var options = UnknownOptions(parse);
        // What follows an unknown option was meant as its value.
        var words = parse.UnmatchedTokens.Where(word => !LooksLikeOption(word) && !options.Any(o => o.Next == word)).ToList();
        List<string> mistakes =
        [
            .. options.Select(o => NotOption(command, o.Word, o.Before)), .. words.Select(word => NotCommand(parse, word)),
            .. Empty(parse),
        ];
        // The values of known options are read as well, so that all mistakes are reported at once.
        if (mistakes.Count > 0)
            return [.. mistakes.Concat(Values(parse)).Distinct()];
        return command.Subcommands.Count > 0 && command.Action is null
            ? [$"A command is needed: {string.Join(", ", command.Subcommands.Select(c => c.Name))}."]
            : [.. parse.Errors.Select(e => e.Message).Distinct()];
    }

    // An empty value is said to be empty, and not to be no such value, too.
    private static IEnumerable<string> Values(ParseResult parse) => parse.CommandResult.Command.Options
        .Where(o => parse.GetResult(o) is not { } result || !HasEmpty(result.Tokens))
        .OfType<IReadOption>().SelectMany(o => o.Mistakes(parse));

    private static bool HasEmpty(IReadOnlyList<Token> tokens) => tokens.Any(t => string.IsNullOrWhiteSpace(t.Value));

    // An empty path would mean the current folder, and an empty name nothing; most often a variable of the shell is not set.
    private static IEnumerable<string> Empty(ParseResult parse)
    {
        IEnumerable<(string Name, IReadOnlyList<Token> Tokens)> given = parse.CommandResult.Children.Select(child => child switch
        {
            OptionResult option => (option.Option.Name, option.Tokens),
            ArgumentResult argument => (argument.Argument.Name, argument.Tokens),
            _ => ("", child.Tokens),
        });
        return given.Where(g => HasEmpty(g.Tokens))
            .Select(g => $"{g.Name}: a value is empty; write one, or leave {g.Name} out.");
    }

    // The parser takes a misspelt option for a value wherever a value may stand.
    private static List<(string? Before, string Word, string? Next)> UnknownOptions(ParseResult parse)
    {
        var tokens = parse.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).ToList();
        return
        [
            .. tokens.Select((token, i) => (token, before: ValueAt(i - 1), next: ValueAt(i + 1)))
                .Where(t => t.token.Type == TokenType.Argument && LooksLikeOption(t.token.Value))
                .Select(t => (t.before, t.token.Value, t.next)),
        ];

        string? ValueAt(int index) => index >= 0 && index < tokens.Count ? tokens[index].Value : null;
    }

    private static bool LooksLikeOption(string word) =>
        word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]) && word[1] != '.';

    private static string NotOption(Command command, string word, string? before)
    {
        var known = Lineage(command).SelectMany(c => c.Options).Where(o => !o.Hidden).Select(o => o.Name).Distinct().ToList();
        // It was taken for the value of the option before it, which has none.
        if (known.Contains(word))
            return $"'{word}' stands where {before} needs a value; write one after {before}, or leave {before} out.";
        return $"'{word}' is not an option of {Name(command)}. {Suggestions.Sentence(word, known)}";
    }

    private static string NotCommand(ParseResult parse, string word) => parse.CommandResult.Command is var command
        && command.Subcommands.Count == 0
            ? $"'{word}' is one word too many.{Repeated(parse)}"
            : $"'{word}' is not a command of {Name(command)}. {Suggestions.Sentence(word, [.. command.Subcommands.Select(c => c.Name)])}";

    // Beside an argument a list option takes one word each time.
    private static string? Repeated(ParseResult parse) =>
        parse.CommandResult.Children.OfType<OptionResult>().Select(o => o.Option)
            .FirstOrDefault(o => o is Option<string[]> { AllowMultipleArgumentsPerToken: false }) is { } option
                ? $" {option.Name} takes one value; write {option.Name} before each of several."
                : null;

    private static string Name(Command command) => command is RootCommand ? "viseval" : command.Name;

    private static IEnumerable<Command> Lineage(Command command) => command.Parents.OfType<Command>().Prepend(command);
}
