using System.Text;
using VisEval.Core;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>The words of a command as one text, taken apart without a shell.</summary>
/// <remarks>Words end at white space, but not within "…" or '…'; <c>\"</c> is a quotation mark, every other backslash stands for itself, as
/// in paths of Windows. Nothing else has a meaning: no variable, no pattern, no second command.</remarks>
internal static class CommandWords
{
    // Whoever writes these as words of their own means a shell.
    private static readonly string[] OfShells = ["|", "||", "&", "&&", ";", ">", ">>", "<", "2>", "2>&1"];

    /// <summary>The words.</summary>
    /// <exception cref="InputException">There is none, a quotation mark is not closed, or a word has a meaning in shells alone.</exception>
    public static IReadOnlyList<string> Of(string command)
    {
        List<(string Text, bool IsQuoted)> words = [.. Split(command)];
        if (words.Count == 0 || words[0].Text.Length == 0)
            throw new InputException("the command is empty; write a program and its arguments, for example \"python my_method.py\".");
        var shell = words.FirstOrDefault(w => !w.IsQuoted && OfShells.Contains(w.Text));
        return shell.Text is null
            ? [.. words.Select(w => w.Text)]
            : throw new InputException(
                $"the command '{command}' has the word {shell.Text}, which a shell would understand; it is run without one. Put what the "
                + $"shell is to do into a script and name that, or quote the word ('{shell.Text}') if the program is to have it.");
    }

    private static IEnumerable<(string Text, bool IsQuoted)> Split(string command)
    {
        var (word, isOpen, isQuoted, quote) = (new StringBuilder(), false, false, '\0');
        for (var i = 0; i < command.Length; i++)
        {
            var letter = command[i];
            if (letter == '\\' && i + 1 < command.Length && command[i + 1] == '"')
            {
                word.Append(command[++i]);
                isOpen = true;
            }
            else if (quote != '\0' ? letter == quote : letter is '"' or '\'')
                (quote, isOpen, isQuoted) = (quote == '\0' ? letter : '\0', true, true);
            else if (quote != '\0' || !char.IsWhiteSpace(letter))
            {
                word.Append(letter);
                isOpen = true;
            }
            else if (isOpen)
            {
                yield return (word.ToString(), isQuoted);
                (isOpen, isQuoted) = (false, false);
                word.Clear();
            }
        }
        if (quote != '\0')
            throw new InputException($"the command '{command}' opens a quotation mark {quote} and does not close it.");
        if (isOpen)
            yield return (word.ToString(), isQuoted);
    }
}
