using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Analysis;

/// <summary>The findings of several runs as those of one.</summary>
internal static class MergedFindings
{
    /// <summary>The findings of all runs, those of the same analysis of the same networks once; where they differ, why is added to
    /// <paramref name="errors"/>.</summary>
    public static IReadOnlyList<AnalysisFindings> Of(IReadOnlyList<RunResults> runs, List<string> errors)
    {
        var merged = new List<AnalysisFindings>();
        foreach (var same in runs.SelectMany(r => r.Findings.Select(f => (Run: r.Info, Found: f)))
            .GroupBy(f => (f.Found.Dataset, f.Found.Analysis, string.Join('\n', f.Found.Models))))
        {
            merged.Add(same.First().Found);
            if (same.Select(f => StoredJson.Write(f.Found)).Distinct().Count() == 1)
                continue;
            var what = $"the analysis {same.Key.Analysis} of {string.Join(", ", same.First().Found.Models)} on {same.Key.Dataset}";
            errors.Add(
                MergeCause.Other(what, "layers", [.. same.Select(f => Layers(f.Found))])
                ?? MergeCause.Other(what, "concepts", [.. same.Select(f => Concepts(f.Run))])
                ?? MergeCause.Contradiction(what));
        }
        return merged;
    }

    /// <summary>What several runs look for in layers, as one description.</summary>
    public static RepresentationInfo? Described(IReadOnlyList<RunInfo> infos)
    {
        var found = infos.Select(i => i.Representation).OfType<RepresentationInfo>().ToList();
        return found.Count == 0 ? null : new RepresentationInfo(
            [.. found.SelectMany(f => f.Analyses).DistinctBy(a => a.Key)], [.. found.SelectMany(f => f.Layers).Distinct()],
            [.. found.SelectMany(f => f.Concepts).Distinct()])
        {
            Planned = found.Sum(f => f.Planned),
        };
    }

    private static string Layers(AnalysisFindings found) => string.Join(
        ", ",
        found.Findings.Tables.SelectMany(table => table.Columns.Index().Where(c => c.Item.IsLayer)
            .SelectMany(c => table.Rows.Select(r => r.Cells[c.Index]))).OfType<Finding.Word>().Select(w => w.Text).Distinct());

    // Folders may hold other pictures under the same name.
    private static string Concepts(RunInfo run) => run.Representation is not { } representation ? "" : string.Join(
        ", ",
        [
            .. representation.Concepts.DefaultIfEmpty("all of the dataset"),
            .. representation.ConceptsSha256 is { } hash ? [$"pictures {hash[..8]}"] : Array.Empty<string>(),
        ]);
}
