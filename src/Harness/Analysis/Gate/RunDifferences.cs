using System.Globalization;
using VisEval.Harness.Plugins;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>What differs between two runs that may explain different numbers; one sentence each.</summary>
internal static class RunDifferences
{
    /// <summary>Of two runs.</summary>
    public static IReadOnlyList<string> Of(RunInfo old, RunInfo current, RunMatch match) =>
    [
        .. Fact("version of VisEval", old.Version, current.Version),
        .. PluginDifferences.Of(old.Plugins, current.Plugins).SelectMany(p => Fact($"plug-in {p.Name}", p.Before, p.After)),
        .. Fact("device", old.DeviceName, current.DeviceName),
        .. Fact("preset", old.Preset, current.Preset),
        .. Fact("limit of images", Optional(old.Limit, "none"), Optional(current.Limit, "none")),
        .. old.Datasets.Join(current.Datasets, d => d.Name, d => d.Name, (a, b) => (a, b))
            .SelectMany(d => Fact($"images of dataset '{d.a.Name}'", Text(d.a.Images), Text(d.b.Images))),
        .. Fact("classes explained of an image", Optional(old.TargetsPerImage, "all"), Optional(current.TargetsPerImage, "all")),
        .. Fact("seeds of each explanation", Optional(old.Seeds, "1"), Optional(current.Seeds, "1")),
        .. Fact("seed", Text(old.Seed), Text(current.Seed)),
        .. Fact("reference images", old.Reference?.Sha256 ?? "none", current.Reference?.Sha256 ?? "none"),
        .. match.Models.SelectMany(m => Network(m, old, current)),
        .. match.Methods.SelectMany(m => Options("method", m)),
        .. match.Metrics.SelectMany(m => Options("metric", m)),
        .. match.Metrics.SelectMany(m => Asked(m, old, current)),
        .. ShownDifferences.Of(old, current).SelectMany(d => Fact(d.Name, d.Before, d.After)),
        .. Added("method", current.Methods.Select(m => m.Key), match.Methods),
        .. Added("metric", current.Metrics.Select(m => m.Key), match.Metrics),
        .. Added("network", current.Models.Select(m => m.Name), match.Models),
    ];

    private static IEnumerable<string> Network(UnitPair pair, RunInfo old, RunInfo current)
    {
        if (pair.New is null)
            yield break;
        var (before, after) = (old.Models.First(m => m.Name == pair.Old), current.Models.First(m => m.Name == pair.New));
        if (pair.New != pair.Old)
            yield return $"network '{pair.Old}' is called '{pair.New}' now; the file is the same";
        if (before.Sha256 != after.Sha256)
            yield return $"network '{pair.New}': the file differs (SHA-256 {before.Sha256} before, {after.Sha256} now)";
        if (before.DescriptionSha256 != after.DescriptionSha256)
            yield return $"network '{pair.New}': its model.json differs";
        if (before.RandomLabelsSha256 != after.RandomLabelsSha256)
            yield return $"network '{pair.New}': its network of random labels differs";
    }

    private static IEnumerable<string> Options(string kind, UnitPair pair)
    {
        if (pair.New is not null && pair.New != pair.Old)
            yield return $"{kind} '{pair.Name}': '{pair.Old}' before, '{pair.New}' now";
    }

    private static IEnumerable<string> Added(string kind, IEnumerable<string> current, IReadOnlyList<UnitPair> matched)
    {
        var known = matched.Select(m => m.New).ToHashSet();
        return current.Distinct().Where(k => !known.Contains(k)).Select(k => $"{kind} '{k}' is new: there is nothing to compare it with");
    }

    private static IEnumerable<string> Asked(UnitPair pair, RunInfo old, RunInfo current)
    {
        static string Images(RunInfo info, string key) =>
            Optional(info.Metrics.Where(m => m.Key == key).Min(m => m.Images), "all");
        return pair.New is { } key
            ? Fact($"images that metric '{pair.Name}' was asked of", Images(old, pair.Old), Images(current, key))
            : [];
    }

    private static IEnumerable<string> Fact(string name, string old, string current)
    {
        if (old != current)
            yield return $"{name}: {old} before, {current} now";
    }

    private static string Optional(long? value, string none) => value is { } number ? Text(number) : none;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
