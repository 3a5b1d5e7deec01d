using System.Globalization;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>What several runs were run on, as one description.</summary>
internal static class MergedInfo
{
    /// <summary>The union of the runs' units, in order of first mention; contradictions are added to <paramref name="errors"/>.</summary>
    public static RunInfo Of(IReadOnlyList<RunInfo> infos, List<string> errors)
    {
        if (infos.Select(i => i.Seed).Distinct().Count() > 1)
        {
            var seeds = Words(infos, i => i.Seed.ToString(CultureInfo.InvariantCulture), ", ");
            errors.Add(
                $"The runs have different seeds ({seeds}), so their numbers cannot be paired by image; run them again with one seed.");
        }
        var limits = infos.Select(i => i.Limit).Distinct().ToList();
        return infos[0] with
        {
            Version = Words(infos, i => i.Version, " + "),
            Preset = Words(infos, i => i.Preset, " + "),
            // Each dataset states its own number of images; where the runs' limits differ, no one limit is true of all.
            Limit = limits.Count == 1 ? limits[0] : null,
            Datasets = Union(
                infos.SelectMany(i => i.Datasets), d => d.Name, (a, b) => a.Sha256 == b.Sha256 && a.Images == b.Images, "dataset",
                "its manifest or the number of images differs", errors),
            Models = Union(
                infos.SelectMany(i => i.Models), m => m.Name, (a, b) => a.Sha256 == b.Sha256, "model", "its file differs", errors),
            Methods = Union(infos.SelectMany(i => i.Methods), m => m.Key, (a, b) => a == b, "method", "its facts differ", errors),
            Metrics = Union(
                infos.SelectMany(i => i.Metrics), m => m.Key, (a, b) => a.Scores.SequenceEqual(b.Scores), "metric", "its numbers differ",
                errors),
            Threads = infos.Max(i => i.Threads),
            MaxMemoryMegabytes = infos.Max(i => i.MaxMemoryMegabytes),
            Machine = infos.SelectMany(i => i.Machine).GroupBy(m => m.Key)
                .ToDictionary(g => g.Key, g => string.Join(" + ", g.Select(m => m.Value).Distinct())),
        };
    }

    private static List<T> Union<T>(
        IEnumerable<T> items, Func<T, string> nameOf, Func<T, T, bool> agree, string kind, string difference, List<string> errors)
    {
        var union = new List<T>();
        foreach (var group in items.GroupBy(nameOf))
        {
            union.Add(group.First());
            if (!group.All(item => agree(group.First(), item)))
                errors.Add($"The runs mean different things by {kind} '{group.Key}': {difference}; merge only runs on the same.");
        }
        return union;
    }

    private static string Words(IEnumerable<RunInfo> infos, Func<RunInfo, string> textOf, string separator) =>
        string.Join(separator, infos.Select(textOf).Distinct());
}
