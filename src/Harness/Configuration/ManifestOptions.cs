using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Checks the <c>options</c> of a manifest against the units there are.</summary>
internal static class ManifestOptions
{
    /// <summary>Adds every unit and option that does not exist and every value that is not allowed.</summary>
    public static void Check(Dataset dataset, Catalogues catalogues, Mistakes mistakes)
    {
        var entries = catalogues.Methods.Entries.Concat(catalogues.Methods.Wrappers).Concat(catalogues.Metrics.Entries)
            .Concat(catalogues.Costs.Entries).SelectMany(e => e.Names, (entry, name) => (entry, name)).ToLookup(e => e.name, e => e.entry);
        foreach (var (unit, options) in dataset.Manifest.Options ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            var where = $"{dataset.ManifestPath}: options.{unit}";
            if (entries[unit].FirstOrDefault() is not { } entry)
            {
                mistakes.Add(
                    $"{where}: '{unit}' is neither a method nor a metric. {Suggestions.Sentence(unit, [.. entries.Select(e => e.Key)])}");
                continue;
            }
            foreach (var (name, value) in options)
                if (entry.Options.FirstOrDefault(o => o.Name == name) is not { } option)
                    mistakes.Add(
                        $"{where}: {unit} has no option '{name}'. {Suggestions.Sentence(name, [.. entry.Options.Select(o => o.Name)])}");
                else if (!option.TryParse(value, out _))
                    mistakes.Add($"{where}: {name}={value} is not allowed; {name} is {option.Allowed}.");
        }
    }
}
