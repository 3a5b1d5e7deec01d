using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>Plans of fakes: one dataset, one model, images "i1", "i2", … of the labels 0 and 1.</summary>
internal static class RunnerPlan
{
    public static Plan Of(
        int images,
        IEnumerable<(string Key, IAttributionMethod Method)> methods,
        IEnumerable<(string Key, IMetric Metric)> metrics,
        TargetChoice target = TargetChoice.Top1,
        int threads = 1,
        long seed = 7,
        RunnerModel? model = null,
        RunnerModel? randomLabels = null,
        IEnumerable<string>? broken = null)
    {
        var (methodList, metricList) = (methods.ToList(), metrics.ToList());
        var manifest = new DatasetManifest(
            "toys", "made up", "CC0-1.0", ["zero", "one"], target, new Preprocessing("gray", 1, [0], [1]),
            [.. Enumerable.Range(1, images).Select(i => new DatasetImage($"i{i}", $"{i}", [0, 1], []))]);
        var job = new Job(
            "linear", model ?? new RunnerModel(), new RunnerImages(manifest, broken ?? []),
            [.. methodList.Select(m => new MethodSource(new Unit<IAttributionMethod>(m.Key, m.Key, m.Method)))],
            [.. metricList.Select(m => new Unit<IMetric>(m.Key, m.Key, m.Metric))],
            randomLabels);
        var info = Info() with
        {
            Seed = seed,
            Threads = threads,
            Datasets = [new DatasetInfo("toys", "datasets/toys", "ab", manifest.Classes, images)],
            Models = [new ModelInfo("linear", "linear.onnx", "cd")],
            Methods = [.. methodList.Select(m => new MethodInfo(m.Key, m.Key, "controls", "nobody"))],
            Metrics = [.. metricList.Select(m => new MetricInfo(m.Key, m.Key, "complexity", "nobody", m.Metric.Scores))],
        };
        return new Plan(info, new RunSettings(info.Preset, info.Limit, null, seed, threads, info.MaxMemoryMegabytes), [job], "/nowhere");
    }

    public static RunInfo Info() => new(
        "0.1.0", "quick", null, 7,
        [new DatasetInfo("toys", "datasets/toys", "ab", ["zero", "one"], 3)],
        [new ModelInfo("linear", "linear.onnx", "cd"), new ModelInfo("deep", "deep.onnx", "ef")],
        [new MethodInfo("rise", "rise", "perturbation", "Petsiuk 2018"), new MethodInfo("gradient", "gradient", "backpropagation", "Simonyan 2014")],
        [new MetricInfo("sum", "sum", "complexity", "nobody", [new ScoreInfo("number", Direction.Lower, 0, double.PositiveInfinity)])],
        2, 512, new Dictionary<string, string> { ["os"] = "any", ["cpu"] = "two \"cores\"" });
}
