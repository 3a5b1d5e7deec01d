using System.Reflection;
using System.Text.RegularExpressions;

namespace VisEval.Core;

/// <summary>What a catalogue asks of the declaration of a unit.</summary>
public static partial class UnitDeclaration
{
    private static readonly string[] Words = ["all", "none"];

    /// <summary>The interfaces with a <see cref="UnitKindAttribute"/> that a type implements.</summary>
    public static IReadOnlyList<Type> ContractsOf(Type type) =>
        [.. type.GetInterfaces().Where(i => i.IsDefined(typeof(UnitKindAttribute), inherit: false))];

    /// <summary>The names under which a type is a unit, its own first; empty where it has no <see cref="NamedAttribute"/>.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) => type.GetCustomAttribute<NamedAttribute>() is { } own
        ? [own.Name, .. type.GetCustomAttributes<AlsoNamedAttribute>().Select(a => a.Name)]
        : [];

    /// <summary>Everything that keeps a type from being a unit, phrases behind the name of the type; empty where it is one.</summary>
    /// <param name="type">A type with a <see cref="NamedAttribute"/>.</param>
    public static IReadOnlyList<string> Mistakes(Type type)
    {
        var names = NamesOf(type).Where(n => !Name().IsMatch(n) || Words.Contains(n)).Select(n =>
            $"has the name '{n}'; a name is lower-case letters, digits and hyphens, begins with a letter, and is neither all nor none");
        var contracts = ContractsOf(type);
        if (contracts.Count == 0)
            return [.. names, "has a name and implements no interface of a kind of units (IAttributionMethod, IMetric, …)"];
        if (type.IsAbstract || type.IsGenericTypeDefinition)
            return [.. names, $"is {(type.IsAbstract ? "abstract" : "generic")}; a unit is a type of which one can be made"];
        return [.. names, .. contracts.SelectMany(contract => OfContract(type, contract)).Distinct()];
    }

    private static IEnumerable<string> OfContract(Type type, Type contract)
    {
        if (!contract.GetCustomAttribute<UnitKindAttribute>()!.HasOptions)
            return type.GetConstructor([]) is null ? ["has no public constructor without parameters"] : [];
        if (type.GetMethod("<Clone>$") is null)
            return ["is a class; a unit with options is a sealed record, whose parameters are the options"];
        var constructors = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).ToList();
        if (constructors is not [var constructor])
            return [$"has {constructors.Count} public constructors; its one constructor says what its options are"];
        var parameters = constructor.GetParameters();
        var options = parameters.Skip(parameters is [{ } first, ..] && first.ParameterType == contract ? 1 : 0);
        List<string> mistakes = [.. OptionDeclaration.Mistakes(options)];
        return mistakes.Count > 0 ? mistakes : OfEntry(type, contract);
    }

    // With options that can be read, what their values make.
    private static IEnumerable<string> OfEntry(Type type, Type contract)
    {
        var twice = type.GetCustomAttributes<DialectAttribute>().GroupBy(d => d.Name).Where(g => g.Count() > 1).ToList();
        foreach (var name in twice)
            yield return $"has the dialect '{name.Key}' {name.Count()} times";
        if (twice.Count > 0)
            yield break;
        CatalogueEntry? entry = null;
        var fault = Fault(() => entry = CatalogueEntry.Of(type, contract));
        if (entry is null)
        {
            yield return $"cannot be read: {fault}";
            yield break;
        }
        foreach (var (dialect, values) in entry.Dialects)
            foreach (var (name, value) in values)
                if (entry.Options.FirstOrDefault(o => o.Name == name) is not { } option)
                    yield return $"sets {name} in the dialect '{dialect}', and has no such option";
                else if (!option.TryParse(value, out _))
                    yield return $"sets {name}={value} in the dialect '{dialect}'; {name} is {option.Allowed}";
        // Of a wrapper one can only be made round another unit.
        if (!entry.IsWrapper && Fault(() => entry.CreateDefault()) is { } making)
            yield return $"cannot be made with the default values of its options: {making}";
    }

    // Whatever the code of a stranger throws is what is wrong with it.
    private static string? Fault(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return FaultText.Of(fault);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9+-]*$")]
    private static partial Regex Name();
}
