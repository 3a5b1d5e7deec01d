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
    public static RunResults With(RunResults results, IRowSource source) => results with
    {
        Visualizations = results.Info.Visualizations is { } info ? Networks(results.Info, info, source) : [],
        Findings = results.Info.Representation is { } asked ? Findings(results.Info, asked, source) : [],
        SmallImages = results.Info.Representation is null ? [] : SmallImageTable.All(source),
    };

    private static List<NetworkVisualizations> Networks(RunInfo run, VisualizationsInfo info, IRowSource source)
    {
        var units = VisualizationTables.Units(source).ToLookup(u => (u.Dataset, u.Model));
        var measured = VisualizationTables.Measurements(source);
        var catalogue = new Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly);
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
