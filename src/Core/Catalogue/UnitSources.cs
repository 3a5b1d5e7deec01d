using System.Reflection;

namespace VisEval.Core;

/// <summary>The assemblies that units come from: the one of their interface, and those of plug-ins.</summary>
/// <param name="Further">The assemblies of plug-ins.</param>
public sealed record UnitSources(IReadOnlyList<Assembly> Further)
{
    /// <summary>The units that come with VisEval.</summary>
    public static UnitSources BuiltIn { get; } = new([]);

    /// <summary>The assemblies that may hold units of an interface, its own first.</summary>
    /// <param name="contract">The interface.</param>
    public IReadOnlyList<Assembly> For(Type contract) => [contract.Assembly, .. Further];

    /// <summary>All units of an interface.</summary>
    /// <exception cref="InvalidOperationException">Two units have the same name.</exception>
    public Catalogue<T> Catalogue<T>() where T : class => new(For(typeof(T)));
}
