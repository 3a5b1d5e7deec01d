using System.Globalization;
using VisEval.Core;

namespace VisEval.Training.Commands;

/// <summary>The options of a command, written <c>--name value</c>.</summary>
public sealed class CommandArguments
{
    private readonly Dictionary<string, string> _values = [];

    private CommandArguments()
    {
    }

    /// <summary>Reads the words after a command's name.</summary>
    /// <param name="words">The words.</param>
    /// <param name="known">The names the command knows, without dashes.</param>
    /// <exception cref="InputException">A word that is no known option, an option without value or given twice; all at once.</exception>
    public static CommandArguments Parse(IReadOnlyList<string> words, IReadOnlyList<string> known)
    {
        var parsed = new CommandArguments();
        var errors = new List<string>();
        var allowed = known.Count == 0 ? "this command takes no options" : "allowed: " + string.Join(", ", known.Select(k => "--" + k));
        for (var i = 0; i < words.Count; i += 2)
        {
            var name = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i][2..] : null;
            if (name is null || !known.Contains(name))
                errors.Add($"'{words[i]}' is not an option; {allowed}.");
            else if (i + 1 == words.Count)
                errors.Add($"'{words[i]}' needs a value after it.");
            else if (!parsed._values.TryAdd(name, words[i + 1]))
                errors.Add($"'{words[i]}' is given twice; give it once.");
        }
        return errors.Count == 0 ? parsed : throw new InputException(errors);
    }

    /// <summary>The value of an option, or <paramref name="otherwise"/>.</summary>
    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    /// <summary>The value of an option as a whole number of at least <paramref name="least"/>, or <paramref name="otherwise"/>.</summary>
    /// <exception cref="InputException">The value is not such a number.</exception>
    public int Number(string name, int otherwise, int least = 0)
    {
        if (!_values.TryGetValue(name, out var text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new InputException($"--{name} is '{text}'; it has to be a whole number, {least} or more.");
    }
}
