using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Estimation;

/// <summary>What showing the units of a network and looking into its layers will cost.</summary>
/// <param name="Visualizers">What the pictures of each visualizer cost.</param>
/// <param name="Metrics">What each metric of these pictures costs, at most.</param>
/// <param name="Analyses">What each analysis costs on the network.</param>
internal sealed record ExtrasEstimate(
    IReadOnlyList<UnitEstimate> Visualizers, IReadOnlyList<UnitEstimate> Metrics, IReadOnlyList<UnitEstimate> Analyses)
{
    /// <summary>Of a network on a dataset.</summary>
    public static ExtrasEstimate Of(Plan plan, string dataset, string model)
    {
        var shown = plan.Visualizing.FirstOrDefault(v => v.Dataset == dataset && v.Model == model);
        List<UnitEstimate> visualizers = shown is null ? [] : [.. shown.Job.Visualizers.Select(v => new UnitEstimate(
            v.Key,
            shown.Job.Pairs.Where(p => p.Visualizer == v).Select(p => PassesOf(shown.Job, p))
                .Aggregate(default(Passes), (a, b) => a + b))
        {
            Pieces = shown.Job.Pairs.Count(p => p.Visualizer == v),
            Values = (double)shown.Job.Model.Input.Channels * shown.Job.Model.Input.Pixels,
        })];
        return new ExtrasEstimate(
            visualizers, shown?.Measuring is null ? [] : MetricsOf(shown, shown.Measuring, visualizers),
            [
                .. plan.Analyses.Where(a => a.Dataset == dataset).SelectMany(a => a.Analyses.Select(unit => Of(a, unit, model))),
            ]);
    }

    /// <summary>The same with the time of every unit, from how fast the network is.</summary>
    public ExtrasEstimate Timed(NetworkSpeed speed, Calibration calibration) => new(
        [.. Visualizers.Select(u => u.Timed(speed, calibration))], [.. Metrics.Select(u => u.Timed(speed, calibration))],
        [.. Analyses.Select(u => u.Timed(speed, calibration))]);

    /// <summary>Everything.</summary>
    public IEnumerable<UnitEstimate> All => Visualizers.Concat(Metrics).Concat(Analyses);

    /// <summary>All passes.</summary>
    public Passes Passes => All.Aggregate(default(Passes), (sum, u) => sum + u.Passes);

    /// <summary>The processor seconds of each unit of work on one network.</summary>
    /// <param name="dataset">The name of the dataset.</param>
    /// <param name="model">The name of the network.</param>
    internal IEnumerable<((string Dataset, string Model, string Unit) Key, double Seconds)> Pieces(string dataset, string model) =>
        Visualizers.Concat(Metrics).Select(u => ((dataset, model, u.Key), u.Seconds / Math.Max(1, u.Pieces)))
            // An analysis of all networks is one unit of work.
            .Concat(Analyses.Select(u => ((dataset, "", u.Key), u.Seconds)));

    private static Passes PassesOf(VisualizationJob job, (NetworkUnit Unit, Unit<IFeatureVisualizer> Visualizer) pair)
    {
        var (facts, task) = (VisualizerFacts.Of(pair.Visualizer.Value), job.TaskOf(pair.Unit, pair.Visualizer));
        var (forwards, backwards) = facts.PassesFor(task);
        return task.Seeds.Count * new Passes(forwards, backwards);
    }

    private static List<UnitEstimate> MetricsOf(
        NetworkVisualizing shown, VisualizationMeasuring measuring, IReadOnlyList<UnitEstimate> visualizers)
    {
        PictureCounts CountsOf(string visualizer)
        {
            var pairs = shown.Job.Pairs.Where(p => p.Visualizer.Key == visualizer).ToList();
            return new PictureCounts(
                pairs.Count, pairs.Select(p => shown.Job.TaskOf(p.Unit, p.Visualizer).Seeds.Count).DefaultIfEmpty().Max(),
                shown.Job.Images?.Count ?? 0, measuring.Others.Count, measuring.Network.Layers.Count,
                measuring.Others.Count == 0 ? 0 : measuring.Others[0].Layers.Count);
        }
        var counts = visualizers.Select(v => (Visualizer: v, Counts: CountsOf(v.Key))).ToList();
        return
        [
            .. measuring.Metrics.Select(metric =>
            {
                var works = counts.Select(c => (c.Visualizer, Work: metric.Value.Work(c.Counts))).ToList();
                return new UnitEstimate(metric.Key, works.Aggregate(
                    new Passes(works.Select(w => w.Work.Shared).DefaultIfEmpty().Max(), 0),
                    // The pictures of other units are scored too.
                    (sum, w) => sum + new Passes((metric.Value.IsOfUnit ? 2 : 1) * w.Work.Each, 0)
                        + (w.Work.MakesAgain ? w.Visualizer.Passes : default)))
                {
                    Pieces = visualizers.Count,
                    Values = visualizers.Select(v => v.Values).DefaultIfEmpty().Max(),
                };
            }),
        ];
    }

    private static UnitEstimate Of(AnalysisJob job, NamedAnalysis analysis, string model)
    {
        var study = job.Study with { Networks = [.. job.Study.Networks.Where(n => n.Name == model)] };
        var (forwards, backwards) = analysis.Unit.Value.Passes(study);
        return new UnitEstimate(analysis.Unit.Key, new Passes(forwards, backwards), study.Networks.Count > 0) { Pieces = 1 };
    }
}
