using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>Made-up finished runs whose means and ranks can be told by head.</summary>
internal static class ReportSamples
{
    public static MetricInfo Deletion { get; } = new(
        "deletion", "deletion", "faithfulness", "RISE, 2018", [new("auc", Direction.Lower, 0, 1)])
    {
        Construct = Construct.Removal,
    };

    public static MetricInfo PointingGame { get; } =
        new("pointing-game", "pointing-game", "localization", "Excitation Backprop, 2016", [new("hit", Direction.Higher, 0, 1)])
        {
            Construct = Construct.Localization,
        };

    public static MetricInfo Similarity { get; } = new(
        "cascading-randomization", "cascading-randomization", "sanity", "Sanity Checks, 2018",
        [new("spearman", Direction.Lower, -1, 1), new("ssim", Direction.Lower, -1, 1)]);

    public static MethodInfo Method(string name, string family = "backpropagation") =>
        new(name, name, family, $"The paper of {name}, 2017");

    public static MethodInfo Control(string name) => new(name, name, "controls", "");

    /// <summary>A run without any row: one dataset, the given models, methods and metrics.</summary>
    public static RunResults Empty(IReadOnlyList<MethodInfo> methods, IReadOnlyList<MetricInfo> metrics, params string[] models) => new(
        new RunInfo(
            "0.1.0", "quick", 4, 7,
            [new DatasetInfo("toy", "datasets/toy/dataset.json", "d1", ["cat", "dog"], 4)],
            [.. models.Select(m => new ModelInfo(m, $"{m}.onnx", $"sha-of-{m}"))],
            methods, metrics, 2, 1024, new Dictionary<string, string> { ["cpu"] = "8-bit" }),
        [], [], [], [], [], [], []);

    /// <summary>Adds one number for each value: of images i0, i1, …, target 0. Null is a degenerate map.</summary>
    public static RunResults With(
        this RunResults run, string method, MetricInfo metric, double?[] values, string model = "net", int number = 0) => run with
        {
            Scores =
            [
                .. run.Scores,
                .. values.Select((v, i) => new ScoreRow(
                    new CellKey("toy", model, method, metric.Key, $"i{i}", 0), metric.Scores[number].Name, v,
                    v is null ? CellState.Degenerate("constant") : CellState.Ok)),
            ],
        };

    /// <summary>Adds the numbers of a method's maps of other images.</summary>
    public static RunResults WithShuffled(this RunResults run, string method, MetricInfo metric, double?[] values, string model = "net") =>
        run with
        {
            Shuffled = [.. run.Shuffled, .. (run with { Scores = [] }).With(method, metric, values, model).Scores],
        };

    /// <summary>Adds timings.</summary>
    public static RunResults Timed(this RunResults run, string method, long forwards, params double[] milliseconds) => run with
    {
        Timings = [.. run.Timings, .. milliseconds.Select((ms, i) => new TimingRow("toy", "net", method, i, ms, forwards, 1, 100 + i))],
    };

    /// <summary>Two methods, one of them with a degenerate map and a failure, and two controls on four images;
    /// everything there is.</summary>
    public static RunResults Small()
    {
        var run = Empty(
                [Method("grad-cam", "activation-mapping"), Method("gradient"), Control("random"), Control("uniform")],
                [Deletion, PointingGame, Similarity, ReportMetrics.Runtime, ReportMetrics.Passes], "net")
            .With("grad-cam", Deletion, [0.1, 0.2, 0.3, 0.2])
            .With("gradient", Deletion, [0.4, 0.5, 0.8, null])
            .With("random", Deletion, [0.5, 0.6, 0.7, 0.6])
            .With("uniform", Deletion, [null, null, null, null])
            .With("grad-cam", PointingGame, [1, 1, 1, 0])
            .With("gradient", PointingGame, [1, 0, 1, null])
            .With("random", PointingGame, [0, 0, 0, 1])
            .With("uniform", PointingGame, [null, null, null, null])
            .With("grad-cam", Similarity, [0.01, -0.02, 0.0001, 0.01])
            .With("grad-cam", Similarity, [0.25, 0.25, 0.5, 0.5], number: 1)
            .Timed("grad-cam", 1, 2, 1, 4, 3)
            .Timed("random", 0, 0.01);
        CellKey Cell(string method, string image) => new("toy", "net", method, "deletion", image, 0);
        return run with
        {
            Scores =
            [
                .. run.Scores,
                new ScoreRow(Cell("gradient", "i4"), "auc", null, CellState.Failed),
                new ScoreRow(Cell("gradient", "i5"), "auc", null, CellState.Undefined("no-annotation")),
            ],
            Curves =
            [
                new CurveRow(Cell("grad-cam", "i0"), "deletion", [0, 0.5, 1], [1, 0.2, 0]),
                new CurveRow(Cell("grad-cam", "i1"), "deletion", [0, 0.5, 1], [0.8, 0.4, 0]),
                new CurveRow(Cell("random", "i0"), "deletion", [0, 0.5, 1], [1, 0.6, 0.1]),
            ],
            Predictions =
            [
                .. Enumerable.Range(0, 4)
                    .Select(i => new PredictionRow("toy", "net", $"i{i}", [0], i == 3 ? 1 : 0, 0.75, i == 3 ? 0.125 : 0.75)),
            ],
            Failures = [new FailureRow("toy", "net", "gradient", "", "i4", 0, "No rule for operator 'Foo'.")],
            Pictures = [new PictureRow("toy", "net", "i0", Picture(4, 4))],
            MetricCosts = [new MetricCostRow("toy", "net", "deletion", 18, new MetricCost(90, 540, 270))],
            Maps =
            [
                new MapRow("toy", "net", "grad-cam", "i0", 0, 2, 2, [0, 85, 170, 255]),
                new MapRow("toy", "net", "uniform", "i0", 0, 2, 2, null),
            ],
            Remarks = [.. Enumerable.Range(0, 4)
                .Select(i => new RemarkRow("toy", "net", "uniform", $"i{i}", 0, "degenerate:constant", "the method asks no model"))],
        };
    }

    /// <summary>A PNG, red left and blue right.</summary>
    public static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque))
        {
            Pixels = [.. Enumerable.Range(0, width * height).Select(i => i % width < width / 2 ? SKColors.Red : SKColors.Blue)],
        };
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
