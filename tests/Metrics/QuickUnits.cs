using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Metrics;

/// <summary>Every metric and dialect of the catalogue, with fewer steps and draws where a dialect takes thousands of passes: what is tested
/// with them does not depend on how many there are.</summary>
internal static class QuickUnits
{
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);

    public static IEnumerable<string> All => Catalogue.Entries.SelectMany(
        e => e.Dialects.Select(d => Quick($"{e.Name}@{d.Key}", d.Value.ToDictionary())).Prepend(e.Name));

    private static string Quick(string unit, IReadOnlyDictionary<string, string> options)
    {
        bool Is(string name, Func<int, bool> condition) =>
            options.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var value) && condition(value);
        var changed = new[] { (Is("step", s => s == 1), "step=90"), (Is("samples", s => s >= 50), "samples=5") }
            .Where(c => c.Item1).Select(c => c.Item2).ToList();
        return changed.Count == 0 ? unit : $"{unit}:{string.Join(',', changed)}";
    }
}
