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
        if (infos.Select(i => i.Seeds).Distinct().Count() > 1)
            errors.Add("The runs drew different numbers of maps of each explanation "
                + $"({Words(infos, i => (i.Seeds ?? SeedKey.First).ToString(CultureInfo.InvariantCulture), ", ")}), so their numbers are "
                + "means over different draws; run them again with one --seeds.");
        if (infos.Select(i => i.TargetsPerImage).Distinct().Count() > 1)
            errors.Add("The runs explain different numbers of classes of an image "
                + $"({Words(infos, i => i.TargetsPerImage?.ToString(CultureInfo.InvariantCulture) ?? "all", ", ")}), so their means are "
                + "over different explanations; run them again with one --targets-per-image.");
        if (infos.Select(i => i.Reference?.Sha256).Distinct().Count() > 1)
            errors.Add("The runs have different reference images "
                + $"({Words(infos, i => i.Reference?.Source ?? "none", ", ")}), which change what methods show; run them again with one "
                + "--reference.");
        if (infos.Select(i => i.DeviceName).Distinct().Count() > 1)
            errors.Add($"The runs are of different devices ({Words(infos, i => i.DeviceName, ", ")}), whose numbers differ in their last "
                + "bits; run them again with one --device.");
        if (infos.Select(i => RunInfoJson.TextOf(i.Rule)).Distinct().Count() > 1)
            errors.Add("The runs are ranked by different rules; give the one that is to rank them together with --ranking FILE.");
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
                infos.SelectMany(i => i.Models), m => m.Name,
                (a, b) => (a.Sha256, a.DescriptionSha256, a.RandomLabelsSha256) == (b.Sha256, b.DescriptionSha256, b.RandomLabelsSha256),
                "model", "its file, the description beside it (the preprocessing) or its network fitted to random labels differs", errors),
            Methods = Joined(
                infos, i => i.Methods, m => m.Key, (a, b) => (a.Name, a.Family, a.IsControl) == (b.Name, b.Family, b.IsControl), "method",
                "its facts differ", m => m.Datasets, (m, datasets) => m with { Datasets = datasets }, errors),
            Metrics = Joined(
                infos, i => i.Metrics, m => m.Key, (a, b) => a.Images == b.Images && a.Scores.SequenceEqual(b.Scores), "metric",
                "its numbers, or the number of images it was asked of, differ", m => m.Datasets,
                (m, datasets) => m with { Datasets = datasets }, errors),
            // Of other networks a tool has made other maps.
            Maps = OrNull(infos.SelectMany(i => i.Maps ?? []).Distinct()),
            Externals = OrNull(Union(
                infos.SelectMany(i => i.Externals ?? []), e => e.Key, IsSame, "command", "its words, its files or --channels differ",
                errors)),
            Plugins = infos.Any(i => i.Plugins is not null)
                ? Union(
                    infos.SelectMany(i => i.Plugins ?? []), p => p.Name, (a, b) => a.IsSameBuild(b), "plug-in",
                    "they have different builds of it", errors)
                : null,
            Visualizations = MergedVisualizations.Shown(infos, errors),
            Representation = MergedFindings.Described(infos),
            Cells = null,
            Recognition = null,
            LeftOut = LeftOut(infos),
            Threads = infos.Max(i => i.Threads),
            MaxMemoryMegabytes = infos.Max(i => i.MaxMemoryMegabytes),
            Machine = infos.SelectMany(i => i.Machine).GroupBy(m => m.Key)
                .ToDictionary(g => g.Key, g => string.Join(" + ", g.Select(m => m.Value).Distinct())),
        };
    }

    private static bool IsSame(ExternalInfo a, ExternalInfo b) => (a.Command, a.Channels) == (b.Command, b.Channels)
        && a.Files.Count == b.Files.Count && a.Files.All(f => b.Files.GetValueOrDefault(f.Key) == f.Value);

    private static List<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } some ? some : null;

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

    // A unit may have been run on some datasets only; what one run leaves out another may have.
    private static List<T> Joined<T>(
        IReadOnlyList<RunInfo> infos, Func<RunInfo, IEnumerable<T>> unitsOf, Func<T, string> keyOf, Func<T, T, bool> agree, string kind,
        string difference, Func<T, IReadOnlyList<string>?> datasetsOf, Func<T, IReadOnlyList<string>?, T> with, List<string> errors)
    {
        var all = infos.SelectMany(i => i.Datasets).Select(d => d.Name).Distinct().ToList();
        var found = infos.SelectMany(i => unitsOf(i).Select(u => (Unit: u, Datasets: datasetsOf(u) ?? [.. i.Datasets.Select(d => d.Name)])))
            .GroupBy(u => keyOf(u.Unit)).ToDictionary(g => g.Key, g => g.SelectMany(u => u.Datasets).ToHashSet());
        return
        [
            .. Union(infos.SelectMany(unitsOf), keyOf, agree, kind, difference, errors).Select(
                u => found[keyOf(u)] is var names && names.Count == all.Count ? with(u, null) : with(u, [.. all.Where(names.Contains)])),
        ];
    }

    private static List<LeftOutMethod>? LeftOut(IReadOnlyList<RunInfo> infos)
    {
        var run = infos.SelectMany(i => i.Methods).Select(m => m.Key).ToHashSet();
        var left = infos.SelectMany(i => i.LeftOut ?? []).DistinctBy(m => m.Method).Where(m => !run.Contains(m.Method)).ToList();
        return left.Count == 0 ? null : left;
    }

    private static string Words(IEnumerable<RunInfo> infos, Func<RunInfo, string> textOf, string separator) =>
        string.Join(separator, infos.Select(textOf).Distinct());
}
