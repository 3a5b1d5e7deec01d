using System.Reflection;

namespace VisEval.Core;

/// <summary>Every <typeparamref name="T"/> that carries a <see cref="NamedAttribute"/>: found by the attribute,
/// listed nowhere else.</summary>
public sealed class Catalogue<T>
    where T : class
{
    private readonly Dictionary<string, CatalogueEntry> _byName;

    /// <summary>Finds the units of the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two units have the same name.</exception>
    public Catalogue(params IEnumerable<Assembly> assemblies)
    {
        var all = assemblies.SelectMany(a => a.GetTypes())
            .Where(t => !t.IsAbstract && typeof(T).IsAssignableFrom(t) && t.IsDefined(typeof(NamedAttribute)))
            .Select(t => new CatalogueEntry(t, typeof(T)))
            .OrderBy(e => e.Family, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal).ToList();
        var named = all.SelectMany(e => e.Names, (entry, name) => (Name: name, Entry: entry)).ToList();
        var duplicate = named.GroupBy(n => n.Name).FirstOrDefault(g => g.Count() > 1);
        if (duplicate is not null)
            throw new InvalidOperationException(
                $"'{duplicate.Key}' names {string.Join(" and ", duplicate.Select(n => n.Entry.Type.FullName))}.");
        _byName = named.ToDictionary(n => n.Name, n => n.Entry);
        Entries = [.. all.Where(e => !e.IsWrapper)];
        Wrappers = [.. all.Where(e => e.IsWrapper)];
    }

    /// <summary>How many units may go round one another in a single text.</summary>
    public const int MostWrappers = 4;

    /// <summary>The units that stand by themselves, by family and name.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>The units that go round another one, by family and name.</summary>
    public IReadOnlyList<CatalogueEntry> Wrappers { get; }

    /// <summary>The facts of a unit.</summary>
    /// <param name="name">A name without dialect and options.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public CatalogueEntry this[string name] => _byName[name];

    /// <summary>Creates the unit that <paramref name="text"/> describes.</summary>
    /// <param name="text">A unit as written on the command line.</param>
    /// <param name="defaults">Option values that replace a unit's own defaults where the text says nothing;
    /// asked for every unit of the text.</param>
    /// <exception cref="InputException">Every mistake in the text: unknown name, dialect or option, value out of range.</exception>
    public Unit<T> Create(string text, Func<CatalogueEntry, IReadOnlyDictionary<string, string>>? defaults = null) =>
        Create(text, defaults, 0);

    private Unit<T> Create(string text, Func<CatalogueEntry, IReadOnlyDictionary<string, string>>? defaults, int around)
    {
        var unit = UnitText.Parse(text);
        if (!_byName.TryGetValue(unit.Name, out var entry))
            throw new InputException($"'{unit.Name}' is not known. {Suggestions.Sentence(unit.Name, _byName.Keys)}");
        if (!entry.IsWrapper)
            return Create(unit, entry, unit.Options, defaults, null);
        if (around == MostWrappers)
            throw new InputException($"'{text}' would be wrapper number {MostWrappers + 1}; at most {MostWrappers} units may go round "
                + "another, because each multiplies the work of what stands within.");
        var (options, inner) = unit.AroundAnother();
        return Create(unit, entry, options, defaults, Create(inner.Trim(), defaults, around + 1));
    }

    private static Unit<T> Create(
        UnitText unit, CatalogueEntry entry, IReadOnlyList<KeyValuePair<string, string>> options,
        Func<CatalogueEntry, IReadOnlyDictionary<string, string>>? defaults, Unit<T>? inner)
    {
        var errors = new List<string>();
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in defaults?.Invoke(entry) ?? new Dictionary<string, string>())
            Read(entry, unit.Whole, name, value, values, errors);
        if (unit.Dialect is not null && !entry.Dialects.ContainsKey(unit.Dialect))
            errors.Add($"'{unit.Whole}': {entry.Name} has no dialect '{unit.Dialect}'. "
                + $"{Suggestions.Sentence(unit.Dialect, [.. entry.Dialects.Keys])}");
        else if (unit.Dialect is not null)
            foreach (var (name, value) in entry.Dialects[unit.Dialect])
                Read(entry, unit.Whole, name, value, values, errors);
        foreach (var (name, value) in options)
            Read(entry, unit.Whole, name, value, values, errors);
        if (errors.Count > 0)
            throw new InputException(errors);
        var changed = Options(entry, unit.Dialect, values);
        string Key(string name, string? around) => name + changed + (around is null ? "" : $":{around}");
        return new Unit<T>(
            Key(unit.Name, inner?.Key), unit.Name, Key(entry.Name, inner?.Identity), (T)entry.Create(values, inner?.Value));
    }

    private static void Read(
        CatalogueEntry entry, string text, string name, string value, Dictionary<string, object?> values, List<string> errors)
    {
        var option = entry.Options.FirstOrDefault(o => o.Name == name);
        if (option is null)
            errors.Add(
                $"'{text}': {entry.Name} has no option '{name}'. {Suggestions.Sentence(name, [.. entry.Options.Select(o => o.Name)])}");
        else if (!option.TryParse(value, out var parsed))
            errors.Add($"'{text}': {name}={value} is not allowed; {name} is {option.Allowed}.");
        else
            values[name] = parsed;
    }

    // The dialect, then what differs from it.
    private static string Options(CatalogueEntry entry, string? dialect, Dictionary<string, object?> values)
    {
        var preset = new Dictionary<string, object?>();
        foreach (var (name, value) in dialect is null ? [] : entry.Dialects[dialect])
            if (entry.Options.First(o => o.Name == name).TryParse(value, out var parsed))
                preset[name] = parsed;
        var changed = entry.Options
            .Where(o => values.TryGetValue(o.Name, out var value) && !Equals(value, preset.GetValueOrDefault(o.Name, o.Default)))
            .Select(o => $"{o.Name}={OptionInfo.Format(values[o.Name])}").ToList();
        return (dialect is null ? "" : $"@{dialect}") + (changed.Count == 0 ? "" : $":{string.Join(",", changed)}");
    }
}
