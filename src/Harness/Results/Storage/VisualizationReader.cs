using VisEval.Core;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads what a run shows of units and finds in layers, in the order of the plan.</summary>
internal static class VisualizationReader
{
    /// <summary>The results with it.</summary>
    /// <param name="results">The other results.</param>
    /// <param name="source">The tables.</param>
    /// <param name="sources">Where metrics of pictures come from.</param>
    public static RunResults With(RunResults results, IRowSource source, UnitSources sources)
    {
        var run = results.Info;
        var (units, measured) = run.Visualizations is null
            ? ([], Enumerable.Empty<PictureMeasurement>().ToLookup(_ => ("", "")))
            : (VisualizationTables.Units(source), VisualizationTables.Measurements(source));
        List<AnalysisFindings> findings = run.Representation is { } asked ? Findings(run, asked, source) : [];
        // An analysis that failed has a failure and no findings.
        var failed = results.Failures.Count(f => run.Representation?.Analyses.Any(a => a.Key == f.Method) ?? false);
        var done = units.Count + measured.Sum(m => m.Count()) + findings.Count + failed;
        var planned = (run.Visualizations?.Planned ?? 0) + (run.Representation?.Planned ?? 0);
        return results with
        {
            Visualizations = run.Visualizations is { } info
                ? Networks(run, info, units.ToLookup(u => (u.Dataset, u.Model)), measured, sources)
                : [],
            Findings = findings,
            SmallImages = findings.Count == 0 ? [] : SmallImageTable.All(source),
            Warnings = done >= planned
                ? results.Warnings
                :
                [
                    .. results.Warnings,
                    FormattableString.Invariant($"The run is not finished: {planned - done} of {planned} pictures of units, ")
                    + "measurements of these and analyses of layers are missing.",
                ],
        };
    }

    private static List<NetworkVisualizations> Networks(
        RunInfo run, VisualizationsInfo info, ILookup<(string, string), VisualizedUnit> units,
        ILookup<(string, string), PictureMeasurement> measured, UnitSources sources)
    {
        var catalogue = sources.Catalogue<IVisualizationMetric>();
        List<Unit<IVisualizationMetric>> metrics = [.. info.Metrics.Select(m => catalogue.Create(m))];
        var visualizers = Places(info.Visualizers.Select(v => v.Key));
        var places = Places(info.Metrics);
        return
        [
            .. from dataset in run.Datasets
               from model in run.Models
               let key = (dataset.Name, model.Name)
               where units.Contains(key)
               let made = units[key].Where(u => visualizers.ContainsKey(u.Visualizer)).OrderBy(u => u.Place)
                   .ThenBy(u => visualizers[u.Visualizer]).ToList()
               select Network(
                   made, metrics,
                   [
                       .. measured[key].Where(m => visualizers.ContainsKey(m.Visualizer) && places.ContainsKey(m.Metric))
                           .OrderBy(m => visualizers[m.Visualizer]).ThenBy(m => places[m.Metric]),
                   ]),
        ];
    }

    private static NetworkVisualizations Network(
        IReadOnlyList<VisualizedUnit> made, IReadOnlyList<Unit<IVisualizationMetric>> metrics, IReadOnlyList<PictureMeasurement> measured)
    {
        List<VisualizationRow> rows = [.. made.SelectMany(u => u.Pictures)];
        var classes = rows.Where(r => r.Class is not null).DistinctBy(r => r.Unit).ToDictionary(r => r.Unit, r => r.Class!.Value);
        return new NetworkVisualizations(
            made[0].Dataset, made[0].Model, rows,
            measured.Count == 0 ? null : PictureScores.Of(made[0].Dataset, made[0].Model, metrics, measured, classes))
        {
            Timings = [.. made.Select(u => u.Timing)],
        };
    }

    private static List<AnalysisFindings> Findings(RunInfo run, RepresentationInfo info, IRowSource source)
    {
        var (datasets, analyses) = (Places(run.Datasets.Select(d => d.Name)), Places(info.Analyses.Select(a => a.Key)));
        return
        [
            .. VisualizationTables.Findings(source).Where(f => datasets.ContainsKey(f.Dataset) && analyses.ContainsKey(f.Analysis))
                .OrderBy(f => datasets[f.Dataset]).ThenBy(f => analyses[f.Analysis]),
        ];
    }

    private static Dictionary<string, int> Places(IEnumerable<string> names) =>
        names.Distinct().Index().ToDictionary(n => n.Item, n => n.Index);
}
