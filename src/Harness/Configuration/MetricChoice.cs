using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>The metrics a run names, told apart by what they look at: a map, or the cost of making it.</summary>
/// <param name="Maps">Metrics of maps; empty for all of them; null for none, where only costs were named.</param>
/// <param name="Costs">Metrics of cost. They are always all of them: every explanation is measured in any case.</param>
internal sealed record MetricChoice(IReadOnlyList<string>? Maps, IReadOnlyList<string> Costs)
{
    /// <summary>Sorts the metrics as written; a name that is neither kind is a mistake.</summary>
    public static MetricChoice Of(IReadOnlyList<string> metrics, Catalogues catalogues, Mistakes mistakes)
    {
        List<CatalogueEntry> entries = [.. catalogues.Metrics.Entries, .. catalogues.Costs.Entries];
        var costs = catalogues.Costs.Entries.SelectMany(e => e.Names).ToList();
        var names = entries.SelectMany(e => e.Names).ToList();
        metrics = AllUnits.Expand(metrics, entries);
        foreach (var name in metrics.Select(NameOf).Where(n => !names.Contains(n)))
            mistakes.Add(
                catalogues.MisplacedSentence(name) ?? $"metric '{name}' is not known. {Suggestions.Sentence(name, names)}");
        var maps = metrics.Where(m => names.Contains(NameOf(m)) && !costs.Contains(NameOf(m))).ToList();
        var named = metrics.Where(m => costs.Contains(NameOf(m))).ToList();
        return new MetricChoice(
            maps.Count == 0 && metrics.Count > 0 ? null : maps,
            [.. named, .. AllUnits.Unnamed(named, catalogues.Costs.Entries).Select(e => e.Name)]);
    }

    private static string NameOf(string unit) => unit.Split(':', '@')[0].Trim();
}
