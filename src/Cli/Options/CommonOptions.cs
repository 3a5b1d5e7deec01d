using System.CommandLine;
using System.Globalization;
using VisEval.Core;

namespace VisEval.Cli.Options;

/// <summary>Options of the kinds that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>A text.</summary>
    public static Option<string?> One(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };

    /// <summary>A text that may be given several times.</summary>
    public static Option<string[]> Repeated(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };

    /// <summary>Several texts, one after the other or each with the option's name before it.</summary>
    public static Option<string[]> Several(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, AllowMultipleArgumentsPerToken = true };

    /// <summary>One of the names of an enumeration.</summary>
    public static ReadOption<T?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(value => Kebab.From(value.ToString()));
        return new ReadOption<T?>(name, (words, mistake) =>
        {
            if (names.TryGetValue(words[0], out var value))
                return value;
            mistake($"{name} {words[0]} is not allowed; {name[2..]} is {Or(names.Keys)}.");
            return null;
        })
        {
            HelpName = string.Join('|', names.Keys),
            Description = description,
        }.Offering(names.Keys);
    }

    /// <summary>Values of an enumeration of flags, separated by commas or given one by one; the default value for none.</summary>
    public static ReadOption<T> Flags<T>(string name, string help, string description, Func<T, T, T> join)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(value => Kebab.From(value.ToString()));
        return new ReadOption<T>(name, (words, mistake) =>
        {
            var flags = default(T);
            foreach (var word in Split(words))
                if (names.TryGetValue(word, out var flag))
                    flags = join(flags, flag);
                else
                    mistake($"{name} {word} is not allowed; {name[2..]} is {Or(names.Keys)}, or several separated by commas.");
            return flags;
        })
        {
            HelpName = help,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        }.Offering(names.Keys);
    }

    /// <summary>Some of several names, separated by commas or given one by one; null where the option is not given.</summary>
    public static ReadOption<IReadOnlyList<string>> Names(string name, string help, string description, IReadOnlyList<string> allowed) =>
        new(name, (words, mistake) =>
        {
            List<string> names = [.. Split(words).Distinct()];
            foreach (var word in names.Except(allowed))
                mistake($"{name} {word} is not allowed; {name[2..]} is {Or(allowed)}, or several separated by commas.");
            return names;
        })
        {
            HelpName = help,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };

    /// <summary>Class indices, separated by commas or given one by one.</summary>
    public static ReadOption<IReadOnlyList<int>> Classes(string name, string description) => new(name, (words, mistake) =>
    {
        var classes = new List<int>();
        foreach (var word in Split(words))
            if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                classes.Add(index);
            else
                mistake($"{name} {word} is not allowed; {name[2..]} is class indices, separated by commas, for example 3 or 3,17.");
        return classes;
    })
    {
        HelpName = "N[,N…]",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static IEnumerable<string> Split(IReadOnlyList<string> words) =>
        words.SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string Or(IEnumerable<string> names)
    {
        List<string> all = [.. names];
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }
}
