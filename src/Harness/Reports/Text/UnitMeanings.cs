using System.Reflection;
using VisEval.Core;

namespace VisEval.Harness.Reports.Text;

/// <summary>What the sources say of each unit of a kind, by its name in the catalogue.</summary>
internal static class UnitMeanings
{
    /// <summary>The summaries; empty ones where the documentation was not shipped.</summary>
    /// <param name="sources">Where the units come from.</param>
    public static IReadOnlyDictionary<string, string> Of<T>(UnitSources sources) where T : class =>
        Texts<T>(sources, (documentation, type) => documentation[type]);

    /// <summary>The remarks; empty ones where there are none.</summary>
    /// <param name="sources">Where the units come from.</param>
    public static IReadOnlyDictionary<string, string> RemarksOf<T>(UnitSources sources) where T : class =>
        Texts<T>(sources, (documentation, type) => documentation.Remarks(type));

    private static Dictionary<string, string> Texts<T>(UnitSources sources, Func<Documentation, Type, string> textOf) where T : class
    {
        var written = new Dictionary<Assembly, Documentation>();
        Documentation In(Assembly assembly) =>
            written.TryGetValue(assembly, out var known) ? known : written[assembly] = Documentation.Of(assembly);
        return sources.Catalogue<T>().Entries.ToDictionary(e => e.Name, e => textOf(In(e.Type.Assembly), e.Type));
    }
}
