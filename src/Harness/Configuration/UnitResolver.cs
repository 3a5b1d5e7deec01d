using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Turns the units a user wrote into units with all options: unit default, then preset, then dataset manifest,
/// then the user.</summary>
/// <param name="kind">"method" or "metric", for messages.</param>
/// <param name="catalogue">The units there are.</param>
/// <param name="preset">The preset; null if it is not known.</param>
/// <param name="repeated">The keys of a run that is repeated, with the datasets each was run on (null for all); empty otherwise.</param>
internal sealed class UnitResolver<T>(
    string kind, Catalogue<T> catalogue, Preset? preset, IReadOnlyDictionary<string, IReadOnlyList<string>?> repeated)
    where T : class
{
    /// <summary>The units for one dataset, in the order written.</summary>
    /// <param name="texts">The units as written; empty for all of the catalogue.</param>
    /// <param name="dataset">The dataset; null where none could be read, then only the text is checked.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public IReadOnlyList<ResolvedUnit<T>> Resolve(IReadOnlyList<string> texts, DatasetManifest? dataset, Mistakes mistakes)
    {
        var units = new List<(string Text, ResolvedUnit<T> Unit)>();
        foreach (var text in texts.Count == 0 ? catalogue.Entries.Select(e => e.Name) : texts)
            if (!repeated.TryGetValue(text, out var datasets))
                Add(text, entry => Defaults(entry, dataset));
            else if (datasets is null || dataset is null || datasets.Contains(dataset.Name))
                Add(text, null);
        foreach (var group in units.GroupBy(u => u.Unit.Unit.Identity).Where(g => g.Count() > 1))
            mistakes.Add($"{kind} '{group.Key}' is named {group.Count()} times: "
                + $"{string.Join(" and ", group.Select(u => $"'{u.Text}'"))} mean the "
                + $"same{(preset is null ? "" : $" with preset {preset.Name}")}. Name it once.");
        return [.. units.Select(u => u.Unit)];

        void Add(string text, Func<CatalogueEntry, IReadOnlyDictionary<string, string>>? defaults)
        {
            if (mistakes.Try(() => catalogue.Create(text, defaults), $"{kind} ") is { } unit)
                units.Add((text, new ResolvedUnit<T>(unit, catalogue[unit.Name])));
        }
    }

    private Dictionary<string, string> Defaults(CatalogueEntry entry, DatasetManifest? dataset)
    {
        var defaults = new Dictionary<string, string>();
        foreach (var source in new[] { preset?.Options, dataset?.Options })
            foreach (var options in entry.Names.Select(n => source?.GetValueOrDefault(n)).OfType<IReadOnlyDictionary<string, string>>())
                foreach (var (name, value) in options)
                    // What does not exist or is out of range is the manifest's mistake, reported once and with its place.
                    if (entry.Options.FirstOrDefault(o => o.Name == name) is { } option && option.TryParse(value, out _))
                        defaults[name] = value;
        return defaults;
    }
}
