using System.CommandLine;
using System.Reflection;
using VisEval.Core;
using VisEval.Harness.Configuration;

namespace VisEval.Cli.Options;

/// <summary>What a shell offers as the value of an option (<c>completion</c>).</summary>
internal static class Completion
{
    /// <summary>Offers the names of units that come with VisEval: on a key press no plug-in is loaded, as its code would run.</summary>
    /// <typeparam name="T">The interface of the units.</typeparam>
    public static Option<string[]> Naming<T>(this Option<string[]> option, params IReadOnlyList<string> words) where T : class
    {
        var kind = typeof(T).GetCustomAttribute<UnitKindAttribute>()!.Kind;
        option.CompletionSources.Add(context => context.WordToComplete.Contains(UnitWords.BeforeOptions)
            ? UnitWords.Options(Catalogues.BuiltIn(), kind, context.WordToComplete)
            : [.. Catalogues.BuiltIn().NamesOf(kind), .. words]);
        return option;
    }

    /// <summary>Offers words.</summary>
    public static TOption Offering<TOption>(this TOption option, IEnumerable<string> words) where TOption : Option
    {
        // The parser offers the names of an enumeration as the source has them.
        option.CompletionSources.Clear();
        option.CompletionSources.Add(_ => words);
        return option;
    }
}
