using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>Metrics of cost and a pooled one whose numbers can be told by head, and runs that know them.</summary>
internal static class ReportMetrics
{
    public static MetricInfo BestThreshold { get; } =
        new("best-threshold", "best-threshold", "localization", "nobody", [new("accuracy", Direction.Higher, 0, 1)]);

    public static MetricInfo Runtime { get; } = Cost("runtime", "milliseconds");

    public static MetricInfo Passes { get; } = Cost("passes", "images");

    /// <summary>These and no others.</summary>
    public static KnownMetrics Known { get; } = new(
        info => info.Name == "best-threshold" ? new PooledThreshold() : null,
        info => info.Name switch
        {
            "runtime" => new Measured(Runtime.Scores[0], c => c.Milliseconds),
            "passes" => new Measured(Passes.Scores[0], c => c.Forwards + c.Backwards),
            _ => null,
        });

    /// <summary>Adds what the pooled metric says of images i0, i1, …: each the accuracy at three thresholds;
    /// null is a degenerate map.</summary>
    public static RunResults WithThresholds(this RunResults run, string method, params double[]?[] images)
    {
        CellKey Cell(int image) => new("toy", "net", method, "best-threshold", $"i{image}", 0);
        return run with
        {
            Scores =
            [
                .. run.Scores,
                .. images.Select(
                    (y, i) => new ScoreRow(Cell(i), "accuracy", y?.Max(), y is null ? CellState.Degenerate("constant") : CellState.Ok)),
            ],
            Curves = [.. run.Curves, .. images.Index().Where(i => i.Item is not null)
                .Select(i => new CurveRow(Cell(i.Index), "accuracy", [0, 0.5, 1], i.Item!))],
        };
    }

    private static MetricInfo Cost(string name, string number) =>
        new(name, name, "cost", "nobody", [new(number, Direction.Lower, 0, double.PositiveInfinity)]);

    private sealed record Measured(ScoreInfo Info, Func<ExplanationCost, double> Number) : ICostMetric
    {
        public double Of(ExplanationCost cost) => Number(cost);
    }

    /// <summary>The best threshold is one for all images: the largest mean of the curves.</summary>
    private sealed record PooledThreshold : IPooledMetric
    {
        public IReadOnlyList<ScoreInfo> Scores => BestThreshold.Scores;

        public MetricResult Evaluate(IMetricContext context) => throw new NotSupportedException("Reports score nothing.");

        public IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images) =>
        [
            ScoreValue.Ok("accuracy", Enumerable.Range(0, 3).Max(x => images.Average(i => i.Curves.Single().Y[x]))),
        ];
    }
}
