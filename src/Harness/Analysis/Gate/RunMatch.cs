using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Which datasets, networks, methods and metrics of two runs stand for each other.</summary>
/// <param name="Datasets">The names of the datasets that both have.</param>
/// <param name="Models">Networks: by name, else by the hash of the file.</param>
/// <param name="Methods">Methods: by key, else by name.</param>
/// <param name="Metrics">Metrics: by key, else by name.</param>
internal sealed record RunMatch(
    IReadOnlyList<string> Datasets, IReadOnlyList<UnitPair> Models, IReadOnlyList<UnitPair> Methods, IReadOnlyList<UnitPair> Metrics)
{
    /// <summary>Matches two runs.</summary>
    /// <exception cref="InputException">They share no dataset, or mean different things by one.</exception>
    public static RunMatch Of(RunInfo old, RunInfo current)
    {
        var errors = old.Datasets.Join(current.Datasets, d => d.Name, d => d.Name, (a, b) => (Old: a, New: b))
            .Where(d => d.Old.Sha256 != d.New.Sha256)
            .Select(d => $"Dataset '{d.Old.Name}' has another manifest in the current run (SHA-256 {Short(d.New.Sha256)}) than in the "
                + $"baseline ({Short(d.Old.Sha256)}), so images of one id may differ. Run the baseline again on the dataset of today.")
            .ToList();
        var datasets = old.Datasets.Select(d => d.Name).Intersect(current.Datasets.Select(d => d.Name)).ToList();
        if (datasets.Count == 0)
            errors.Add(
                $"The runs share no dataset: the baseline has {Names(old.Datasets)}, the current run {Names(current.Datasets)}.");
        return errors.Count > 0
            ? throw new InputException(errors)
            : new RunMatch(
                datasets, Networks(old.Models, current.Models),
                UnitMatching.Of([.. old.Methods.Select(m => (m.Key, m.Name))], [.. current.Methods.Select(m => (m.Key, m.Name))]),
                UnitMatching.Of([.. old.Metrics.Select(m => (m.Key, m.Name))], [.. current.Metrics.Select(m => (m.Key, m.Name))]));
    }

    // A network that was renamed is known by its file.
    private static List<UnitPair> Networks(IReadOnlyList<ModelInfo> old, IReadOnlyList<ModelInfo> current)
    {
        var names = old.Select(m => m.Name).ToHashSet();
        var renamed = current.Where(m => !names.Contains(m.Name)).ToLookup(m => m.Sha256, m => m.Name);
        var kept = current.Select(m => m.Name).ToHashSet();
        return
        [
            .. old.DistinctBy(m => m.Name).Select(m => new UnitPair(
                m.Name, m.Name, kept.Contains(m.Name) ? m.Name : renamed[m.Sha256].FirstOrDefault())),
        ];
    }

    private static string Names(IReadOnlyList<DatasetInfo> datasets) => string.Join(", ", datasets.Select(d => $"'{d.Name}'"));

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;
}
