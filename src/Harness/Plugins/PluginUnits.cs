using System.Reflection;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Harness.Plugins;

/// <summary>The units of a plug-in.</summary>
internal static class PluginUnits
{
    /// <summary>What is said of an assembly without units.</summary>
    public const string None =
        "there is no method, metric, visualizer, analysis or dataset format in it: no type of VisEval's interfaces with [Named(\"…\")].";

    /// <summary>The types that have a name, in the order of their names, and what is wrong with them, sentences.</summary>
    /// <param name="types">The types of the plug-in.</param>
    public static (IReadOnlyList<Type> Units, IReadOnlyList<string> Mistakes) Of(IReadOnlyList<Type> types)
    {
        List<Type> named =
            [.. types.Where(t => t.IsDefined(typeof(NamedAttribute), inherit: false)).OrderBy(t => t.FullName, StringComparer.Ordinal)];
        if (named.Count > 0)
            return (named, [.. named.SelectMany(t => Mistakes(t).Select(m => $"{t.FullName} {m}."))]);
        var almost = types.Where(t => !t.IsAbstract && UnitDeclaration.ContractsOf(t).Count > 0).Select(t => t.FullName).ToList();
        return (named,
        [
            almost.Count > 0
                ? $"nothing in it has a name; write [Named(\"…\")] above {string.Join(", ", almost)}."
                : None,
        ]);
    }

    /// <summary>The kinds and names of a unit.</summary>
    public static IEnumerable<(string Kind, string Name)> NamesOf(Type unit) =>
        from kind in UnitDeclaration.ContractsOf(unit).Select(c => c.GetCustomAttribute<UnitKindAttribute>()!.Kind).Distinct()
        from name in UnitDeclaration.NamesOf(unit)
        select (kind, name);

    private static IReadOnlyList<string> Mistakes(Type type) => UnitDeclaration.Mistakes(type) is { Count: > 0 } mistakes ? mistakes
        : [.. OfMethod(type), .. OfMetric(type)];

    // The costs of a run are planned from it.
    private static IEnumerable<string> OfMethod(Type type)
    {
        if (!type.IsAssignableTo(typeof(IAttributionMethod)) && !type.IsAssignableTo(typeof(IFeatureVisualizer)))
            yield break;
        if (MethodDeclaration.Of(type).Passes is not { } passes)
            yield return "does not say how many images an explanation runs through the network; write [Passes(\"forwards\", "
                + "\"backwards\")] above it, formulas in its options";
        else
            foreach (var formula in new[] { passes.Forwards, passes.Backwards })
                if (Fault(formula) is { } fault)
                    yield return $"declares the passes \"{formula}\": {fault}";
    }

    // Names are looked up when the network is known; here only the form is read.
    private static string? Fault(string formula)
    {
        try
        {
            new Formula(formula).Evaluate(_ => 1, _ => 1, _ => "");
            return null;
        }
        catch (FormatException fault)
        {
            return FaultText.Of(fault);
        }
    }

    private static IEnumerable<string> OfMetric(Type type)
    {
        if (!type.IsAssignableTo(typeof(IMetric)) || CatalogueEntry.Of(type, typeof(IMetric)) is not { IsWrapper: false } entry)
            yield break;
        var scores = ((IMetric)entry.CreateDefault()).Scores;
        if (scores.Count == 0)
            yield return "gives no number; Scores names at least one";
        foreach (var name in scores.GroupBy(s => s.Name).Where(g => g.Count() > 1))
            yield return $"gives {name.Count()} numbers of the name '{name.Key}'";
    }
}
