using System.Globalization;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>What a reader of several runs together must know: none of it keeps them from being shown, all of it limits what may be
/// concluded.</summary>
internal static class MergedWarnings
{
    /// <summary>The warnings of every run, then those of their being together.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<RunResults> runs)
    {
        foreach (var (place, run) in runs.Index())
            foreach (var warning in run.Warnings)
                yield return string.Create(CultureInfo.InvariantCulture, $"Run {place + 1} of {runs.Count}: {warning}");
        List<RunInfo> infos = [.. runs.Select(r => r.Info)];
        if (infos.Select(i => i.Version).Distinct().ToList() is { Count: > 1 } versions)
            yield return $"The runs are of VisEval {string.Join(" and ", versions)}; another version may compute another number, so a "
                + "difference between methods of different runs may be one between versions.";
        if (infos.Select(Hardware).Distinct().Count() > 1)
            yield return "The runs were made on different machines or with different numbers of threads: their times and memory cannot be "
                + "compared.";
        if (Missing(infos, i => i.Metrics.Select(m => m.Key)) is { Count: > 0 } metrics)
            yield return $"Not every run has every metric ({Some(metrics)}): such a number compares only methods of the runs that have it.";
        if (Missing(infos, i => i.Models.Select(m => m.Name)) is { Count: > 0 } models)
            yield return $"Not every run has every network ({Some(models)}): means over all networks are over different ones.";
        // An analysis was made of the networks of its run.
        if (runs.SelectMany(r => r.Findings).GroupBy(f => (f.Dataset, f.Analysis))
                .Where(g => g.Select(f => string.Join('\n', f.Models)).Distinct().Count() > 1).Select(g => g.Key.Analysis).Distinct()
                .ToList() is { Count: > 0 } analyses)
            yield return $"Networks of different runs are not compared by analyses of layers ({Some(analyses)}): each of these stands once "
                + "for the networks of every run. To compare them, name all networks in one run.";
    }

    private static string Hardware(RunInfo info) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(' ', new[] { "cpu", "cores", "os" }.Select(fact => info.Machine.GetValueOrDefault(fact)))} {info.Threads}");

    private static List<string> Missing(List<RunInfo> infos, Func<RunInfo, IEnumerable<string>> names)
    {
        var sets = infos.Select(i => names(i).ToHashSet()).ToList();
        return [.. infos.SelectMany(names).Distinct().Where(name => !sets.All(set => set.Contains(name)))];
    }

    private static string Some(List<string> names) =>
        string.Join(", ", names.Take(3))
        + (names.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - 3} more") : "");
}
