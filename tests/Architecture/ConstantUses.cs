using System.Text.RegularExpressions;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Architecture;

/// <summary>A constant or a value of an enumeration: the compiler puts its value where it is used, so that only the sources show
/// who uses it.</summary>
/// <param name="Type">The type it counts as.</param>
/// <param name="Text">As it is written: <c>Type.Name</c>.</param>
internal sealed record ConstantName(TypeName Type, string Text);

/// <summary>Uses of constants, found in the sources.</summary>
internal static partial class ConstantUses
{
    /// <summary>One use for each source file and constant; a text that could be either of two constants is left out.</summary>
    public static IEnumerable<TypeUse> In(IEnumerable<SourceFile> sources, IEnumerable<ConstantName> constants)
    {
        var known = constants.GroupBy(constant => constant.Text).Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single().Type);
        return sources.SelectMany(source => source.Code
            .SelectMany(line => Member().Matches(line.Code)).Select(match => match.Groups["text"].Value)
            .Distinct()
            .Where(known.ContainsKey)
            .Select(text => new TypeUse(new TypeName(NamespaceOf(source), Path.GetFileNameWithoutExtension(source.Path)), known[text])));
    }

    private static string NamespaceOf(SourceFile source) => "VisEval." + string.Join('.', source.Path.Split('/')[1..^1]);

    // Of A.B.C both A.B and B.C.
    [GeneratedRegex(@"\b(?=(?<text>[A-Z]\w*\.\w+))")]
    private static partial Regex Member();
}
