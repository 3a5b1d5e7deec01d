using System.Reflection;

namespace VisEval.Core;

/// <summary>A method or metric that can be named: its facts, all read from its own declaration.</summary>
public sealed class CatalogueEntry
{
    private readonly OptionTree _options;

    /// <summary>Reads the facts of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="contract">The interface of all units of the catalogue: a first parameter of it makes a wrapper.</param>
    internal CatalogueEntry(Type type, Type contract)
    {
        Type = type;
        Name = type.GetCustomAttribute<NamedAttribute>()!.Name;
        Names = [Name, .. type.GetCustomAttributes<AlsoNamedAttribute>().Select(a => a.Name)];
        Family = Kebab.From((type.Namespace ?? type.Assembly.GetName().Name!).Split('.')[^1]);
        var paper = type.GetCustomAttribute<PaperAttribute>();
        Paper = paper?.Citation ?? "";
        Year = paper?.Year;
        _options = new OptionTree(type, contract);
        Dialects = type.GetCustomAttributes<DialectAttribute>()
            .ToDictionary(d => d.Name, d => (IReadOnlyList<KeyValuePair<string, string>>)UnitText.ParseOptions(d.Name, d.Options));
    }

    /// <summary>The facts of a unit that already exists.</summary>
    /// <typeparam name="T">The interface of all units of its catalogue.</typeparam>
    /// <param name="unit">A unit whose type carries a <see cref="NamedAttribute"/>.</param>
    public static CatalogueEntry Of<T>(T unit) where T : class => new(unit.GetType(), typeof(T));

    /// <summary>The facts of a unit that does not exist yet.</summary>
    /// <param name="type">A type that carries a <see cref="NamedAttribute"/>.</param>
    /// <param name="contract">The interface of all units of its catalogue.</param>
    public static CatalogueEntry Of(Type type, Type contract) => new(type, contract);

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>Every name it is accepted under, its own first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The family: the last part of the namespace, which is the folder.</summary>
    public string Family { get; }

    /// <summary>The publication, empty if none is named.</summary>
    public string Paper { get; }

    /// <summary>The year of the publication.</summary>
    public int? Year { get; }

    /// <summary>The type that implements it.</summary>
    public Type Type { get; }

    /// <summary>Whether it goes round another unit of the catalogue.</summary>
    public bool IsWrapper => _options.IsWrapper;

    /// <summary>The options in declaration order, those of a group in the place of the group.</summary>
    public IReadOnlyList<OptionInfo> Options => _options.Options;

    /// <summary>Named option sets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Dialects { get; }

    /// <summary>The unit with the default values of its options.</summary>
    /// <exception cref="InvalidOperationException">It goes round another unit.</exception>
    public object CreateDefault() => IsWrapper
        ? throw new InvalidOperationException($"{Name} goes round another unit.")
        : Create(new Dictionary<string, object?>(), null);

    internal object Create(IReadOnlyDictionary<string, object?> values, object? inner) => _options.Create(values, inner);
}
