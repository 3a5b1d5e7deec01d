using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Analysis;

/// <summary>The pictures of units and the findings of several runs as those of one.</summary>
internal static class MergedVisualizations
{
    /// <summary>The pictures of all runs, by dataset and network in order of first mention; contradictions are added to
    /// <paramref name="errors"/>.</summary>
    public static IReadOnlyList<NetworkVisualizations> Of(IReadOnlyList<RunResults> runs, List<string> errors) =>
    [
        .. runs.SelectMany(r => r.Visualizations).GroupBy(v => (v.Dataset, v.Model)).Select(g => Merged([.. g], errors)),
    ];

    /// <summary>The findings of all runs, those of the same analysis of the same networks once.</summary>
    public static IReadOnlyList<AnalysisFindings> Findings(IReadOnlyList<RunResults> runs, List<string> errors)
    {
        var merged = new List<AnalysisFindings>();
        foreach (var same in runs.SelectMany(r => r.Findings).GroupBy(f => (f.Dataset, f.Analysis, string.Join('\n', f.Models))))
        {
            merged.Add(same.First());
            if (same.Select(StoredJson.Write).Distinct().Count() > 1)
                Contradict(errors, $"the analysis {same.Key.Analysis} of {string.Join(", ", same.First().Models)} on {same.Key.Dataset}");
        }
        return merged;
    }

    /// <summary>What several runs show of units, as one description.</summary>
    public static VisualizationsInfo? Shown(IReadOnlyList<RunInfo> infos, List<string> errors)
    {
        var shown = infos.Select(i => i.Visualizations).OfType<VisualizationsInfo>().ToList();
        if (shown.Select(s => s.Seeds).Distinct().Count() > 1)
            errors.Add("The runs made different numbers of pictures of each unit; run them again with one --visualization-seeds.");
        return shown.Count == 0 ? null : new VisualizationsInfo(
            [.. shown.SelectMany(s => s.Visualizers).DistinctBy(v => v.Key).OrderBy(v => v.IsControl)],
            [.. shown.SelectMany(s => s.Units).Distinct()], [.. shown.SelectMany(s => s.Metrics).Distinct()], shown[0].Seeds)
        {
            Planned = shown.Sum(s => s.Planned),
        };
    }

    /// <summary>What several runs look for in layers, as one description.</summary>
    public static RepresentationInfo? Found(IReadOnlyList<RunInfo> infos)
    {
        var found = infos.Select(i => i.Representation).OfType<RepresentationInfo>().ToList();
        return found.Count == 0 ? null : new RepresentationInfo(
            [.. found.SelectMany(f => f.Analyses).DistinctBy(a => a.Key)], [.. found.SelectMany(f => f.Layers).Distinct()],
            [.. found.SelectMany(f => f.Concepts).Distinct()])
        {
            Planned = found.Sum(f => f.Planned),
        };
    }

    private static NetworkVisualizations Merged(IReadOnlyList<NetworkVisualizations> same, List<string> errors)
    {
        var first = same[0];
        if (same.Count == 1)
            return first;
        var place = $"{first.Model} on {first.Dataset}";
        var pictures = same.SelectMany(v => v.Pictures).GroupBy(p => (p.Unit, p.Visualizer, p.Index)).ToList();
        foreach (var picture in pictures.Where(p => p.Any(other => !other.Png.AsSpan().SequenceEqual(p.First().Png))))
            Contradict(errors, $"the picture of {picture.Key.Unit} by {picture.Key.Visualizer} for {place}");
        return first with
        {
            Pictures = [.. pictures.Select(p => p.First())],
            Scores = Merged([.. same.Select(v => v.Scores).OfType<PictureScores>()], place, errors),
            Timings = [.. same.SelectMany(v => v.Timings).DistinctBy(t => (t.Visualizer, t.Unit))],
        };
    }

    private static PictureScores? Merged(IReadOnlyList<PictureScores> same, string place, List<string> errors)
    {
        if (same.Count == 0)
            return null;
        var metrics = same.SelectMany(s => s.Metrics).DistinctBy(m => m.Key).ToList();
        var measured = metrics.SelectMany(m => m.Value.Scores.Where(s => s.IsMeasured).Select(s => (m.Key, s.Name))).ToHashSet();
        var rows = same.SelectMany(s => s.Rows)
            .GroupBy(r => (r.Visualizer, r.Metric, r.Score.Name, r.Score.Unit, r.Score.Picture, r.Score.Layer)).ToList();
        foreach (var row in rows.Where(r => !measured.Contains((r.Key.Metric, r.Key.Name)) && r.Any(other => !Agree(other, r.First()))))
            Contradict(errors, $"{row.Key.Metric} {row.Key.Name} of {row.Key.Visualizer} for {row.Key.Unit ?? "all units"} of {place}");
        return same[0] with
        {
            Metrics = metrics,
            Rows = [.. rows.Select(r => r.First())],
            Chances = same.SelectMany(s => s.Chances).DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value),
            Classes = same.SelectMany(s => s.Classes).DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value),
            Failures = [.. same.SelectMany(s => s.Failures).Distinct()],
        };
    }

    private static bool Agree(PictureScoreRow a, PictureScoreRow b) =>
        a.Score.State == b.Score.State && SameNumber.Is(a.Score.Value, b.Score.Value);

    private static void Contradict(List<string> errors, string what) =>
        errors.Add($"The runs contradict each other in {what}; leave one of them out, or run it again.");
}
