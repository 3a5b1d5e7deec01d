using VisEval.Core;

namespace VisEval.Harness.Plugins;

/// <summary>Whether every name of the plug-ins is theirs alone.</summary>
internal static class PluginNames
{
    /// <summary>Every name that VisEval, another plug-in or another type of the plug-in has too, sentences.</summary>
    public static IEnumerable<string> Mistakes(IReadOnlyList<Plugin> plugins)
    {
        var owners = BuiltIn().SelectMany(t => Owned("VisEval itself", t))
            .Concat(plugins.SelectMany(p => p.Units.SelectMany(u => Owned($"{u.FullName} in {p.Info.Path}", u))));
        foreach (var name in owners.GroupBy(o => (o.Kind, o.Name), o => o.Owner).Where(g => g.Count() > 1))
            yield return $"the {name.Key.Kind} '{name.Key.Name}' is named by {string.Join(" and by ", name)}; give it another name.";
    }

    private static IEnumerable<(string Owner, string Kind, string Name)> Owned(string owner, Type unit) =>
        PluginUnits.NamesOf(unit).Select(n => (owner, n.Kind, n.Name));

    private static IEnumerable<Type> BuiltIn() => PluginContext.Shared.Values
        .Where(a => a.GetName().Name!.StartsWith("VisEval.", StringComparison.Ordinal)).SelectMany(a => a.GetTypes())
        .Where(t => !t.IsAbstract && t.IsDefined(typeof(NamedAttribute), inherit: false));
}
