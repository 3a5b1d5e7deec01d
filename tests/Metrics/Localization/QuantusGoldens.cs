using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

/// <summary>The localization numbers of Quantus on maps and masks of 24×24 pixels.</summary>
public static class QuantusGoldens
{
    public static IReadOnlyList<GoldenCase> All => MetricGoldens.Of("Localisation (Quantus)");

    /// <summary>Those of a number that does not depend there on an unstable sort.</summary>
    public static IEnumerable<GoldenCase> Of(string number) => All.Where(
        c => c.Expected.TryGetProperty(number, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.Number
            && !(c.Json.TryGetProperty("do_not_compare", out var not) && not.EnumerateArray().Any(n => n.GetString() == number)));

    public static ScoreValue Score(GoldenCase golden, IMetric metric) =>
        metric.Evaluate(new FakeMetricContext(golden.Map()) { Truth = Truths.Of(golden.Mask()) }).Scores.Single();

    /// <summary>Asserts that a metric gives the number of Quantus, or no number where the map is constant.</summary>
    public static void Check(GoldenCase golden, string number, IMetric metric, bool needsOrder)
    {
        var score = Score(golden, metric);
        if (needsOrder && !golden.Map().State.IsOk)
            Assert.That(score.State.Text, Is.EqualTo("degenerate:constant"));
        else
            Assert.That(score.Value, Is.EqualTo(golden.Expected.GetProperty(number).GetDouble()).Within(golden.Tolerance));
    }

    /// <summary>A metric or dialect by name.</summary>
    public static IMetric Create(string unit) => new Catalogue<IMetric>(typeof(IMetric).Assembly).Create(unit).Value;
}
