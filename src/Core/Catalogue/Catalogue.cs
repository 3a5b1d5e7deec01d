using System.Reflection;

namespace VisEval.Core;

/// <summary>Every <typeparamref name="T"/> that carries a <see cref="NamedAttribute"/>: found by the attribute, listed nowhere else.</summary>
public sealed class Catalogue<T>
{
    private readonly Dictionary<string, CatalogueEntry> _byName;

    /// <summary>Finds the units of the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two units have the same name.</exception>
    public Catalogue(params IEnumerable<Assembly> assemblies)
    {
        Entries =
        [
            .. assemblies.SelectMany(a => a.GetTypes())
                .Where(t => !t.IsAbstract && typeof(T).IsAssignableFrom(t) && t.IsDefined(typeof(NamedAttribute)))
                .Select(t => new CatalogueEntry(t))
                .OrderBy(e => e.Family, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal),
        ];
        var duplicate = Entries.GroupBy(e => e.Name).FirstOrDefault(g => g.Count() > 1);
        if (duplicate is not null)
            throw new InvalidOperationException($"'{duplicate.Key}' names {string.Join(" and ", duplicate.Select(e => e.Type.FullName))}.");
        _byName = Entries.ToDictionary(e => e.Name);
    }

    /// <summary>All units, by family and name.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>Creates the unit that <paramref name="text"/> describes.</summary>
    /// <param name="text">A unit as written on the command line.</param>
    /// <param name="defaults">Option values that replace the unit's own defaults where the text says nothing.</param>
    /// <exception cref="InputException">Every mistake in the text: unknown name, dialect or option, value out of range.</exception>
    public Unit<T> Create(string text, IReadOnlyDictionary<string, string>? defaults = null)
    {
        var unit = UnitText.Parse(text);
        if (!_byName.TryGetValue(unit.Name, out var entry))
            throw new InputException($"'{unit.Name}' is not known. {Suggestions.Sentence(unit.Name, _byName.Keys)}");

        var errors = new List<string>();
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in defaults ?? new Dictionary<string, string>())
            Read(entry, text, name, value, values, errors);
        if (unit.Dialect is not null && !entry.Dialects.ContainsKey(unit.Dialect))
            errors.Add($"'{text}': {entry.Name} has no dialect '{unit.Dialect}'. {Suggestions.Sentence(unit.Dialect, [.. entry.Dialects.Keys])}");
        else if (unit.Dialect is not null)
            foreach (var (name, value) in entry.Dialects[unit.Dialect])
                Read(entry, text, name, value, values, errors);
        foreach (var (name, value) in unit.Options)
            Read(entry, text, name, value, values, errors);
        if (errors.Count > 0)
            throw new InputException(errors);
        return new Unit<T>(Key(entry, unit.Dialect, values), entry.Name, (T)entry.Create(values));
    }

    private static void Read(
        CatalogueEntry entry, string text, string name, string value, Dictionary<string, object?> values, List<string> errors)
    {
        var option = entry.Options.FirstOrDefault(o => o.Name == name);
        if (option is null)
            errors.Add($"'{text}': {entry.Name} has no option '{name}'. {Suggestions.Sentence(name, [.. entry.Options.Select(o => o.Name)])}");
        else if (!option.TryParse(value, out var parsed))
            errors.Add($"'{text}': {name}={value} is not allowed; {name} is {option.Allowed}.");
        else
            values[name] = parsed;
    }

    private static string Key(CatalogueEntry entry, string? dialect, Dictionary<string, object?> values)
    {
        var preset = new Dictionary<string, object?>();
        foreach (var (name, value) in dialect is null ? [] : entry.Dialects[dialect])
            if (entry.Options.First(o => o.Name == name).TryParse(value, out var parsed))
                preset[name] = parsed;
        var changed = entry.Options
            .Where(o => values.TryGetValue(o.Name, out var value) && !Equals(value, preset.GetValueOrDefault(o.Name, o.Default)))
            .Select(o => $"{o.Name}={OptionInfo.Format(values[o.Name])}").ToList();
        return entry.Name + (dialect is null ? "" : $"@{dialect}") + (changed.Count == 0 ? "" : $":{string.Join(",", changed)}");
    }
}
