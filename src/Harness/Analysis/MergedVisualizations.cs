using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Analysis;

/// <summary>The pictures of units of several runs as those of one.</summary>
internal static class MergedVisualizations
{
    /// <summary>The pictures of all runs, by dataset and network in order of first mention; contradictions are added to
    /// <paramref name="errors"/>.</summary>
    public static IReadOnlyList<NetworkVisualizations> Of(IReadOnlyList<RunResults> runs, List<string> errors) =>
    [
        .. runs.SelectMany(r => r.Visualizations.Select(v => new ShownInRun(v, [.. r.Info.Models.Select(m => m.Name)])))
            .GroupBy(s => (s.Shown.Dataset, s.Shown.Model)).Select(g => Merged([.. g], errors)),
    ];

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

    private static NetworkVisualizations Merged(IReadOnlyList<ShownInRun> runs, List<string> errors)
    {
        List<NetworkVisualizations> same = [.. runs.Select(r => r.Shown)];
        var first = same[0];
        if (same.Count == 1)
            return first;
        var place = $"{first.Model} on {first.Dataset}";
        var pictures = same.SelectMany(v => v.Pictures).GroupBy(p => (p.Unit, p.Visualizer, p.Index)).ToList();
        foreach (var picture in pictures.Where(p => p.Any(other => !other.Png.AsSpan().SequenceEqual(p.First().Png))))
            errors.Add(MergeCause.Contradiction($"the picture of {picture.Key.Unit} by {picture.Key.Visualizer} for {place}"));
        return first with
        {
            Pictures = [.. pictures.Select(p => p.First())],
            Scores = Merged([.. runs.Where(r => r.Shown.Scores is not null)], place, errors),
            Timings = [.. same.SelectMany(v => v.Timings).DistinctBy(t => (t.Visualizer, t.Unit))],
        };
    }

    private static PictureScores? Merged(IReadOnlyList<ShownInRun> runs, string place, List<string> errors)
    {
        if (runs.Count == 0)
            return null;
        List<PictureScores> same = [.. runs.Select(r => r.Shown.Scores!)];
        var metrics = same.SelectMany(s => s.Metrics).DistinctBy(m => m.Key).ToList();
        var rows = runs.SelectMany(run => run.Shown.Scores!.Rows.Select(row => (Run: run, Row: row)))
            .GroupBy(r => (r.Row.Visualizer, r.Row.Metric, r.Row.Score.Name, r.Row.Score.Unit, r.Row.Score.Picture, r.Row.Score.Layer))
            .ToList();
        var byMetric = metrics.ToDictionary(m => m.Key, m => m.Value);
        errors.AddRange(MergeCause.Sentences(
            place,
            rows.Where(r => r.Any(other => !Agree(other.Row, r.First().Row))).Select(r => (byMetric[r.Key.Metric], r.ToList()))
                .Where(d => d.Item1.Scores.Any(s => s.Name == d.Item2[0].Row.Score.Name && !s.IsMeasured))));
        return same[0] with
        {
            Metrics = metrics,
            Rows = [.. rows.Select(r => r.First().Row)],
            Chances = same.SelectMany(s => s.Chances).DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value),
            Classes = same.SelectMany(s => s.Classes).DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value),
            Failures = [.. same.SelectMany(s => s.Failures).Distinct()],
        };
    }

    private static bool Agree(PictureScoreRow a, PictureScoreRow b) =>
        a.Score.State == b.Score.State && SameNumber.Is(a.Score.Value, b.Score.Value);
}
