using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Complexity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Complexity;

public class ComplexityTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("Sparseness/Complexity/EffectiveComplexity");

    [TestCaseSource(nameof(Goldens))]
    public void Entropy_and_count_are_those_of_Quantus(GoldenCase golden)
    {
        (IMetric Metric, string Name)[] cases =
        [
            (new VisEval.Metrics.Complexity.Complexity(), "Complexity"), (new EffectiveComplexity(Relative: false), "EffectiveComplexity"),
            (new EffectiveComplexity(), "EffectiveComplexity_normalised_by_max"),
        ];
        foreach (var (metric, name) in cases)
        {
            var score = metric.Evaluate(new FakeMetricContext(golden.Map())).Scores.Single();
            if (golden.Map().Values.All(v => v == 0))
                Assert.That(score.State.Text, Is.EqualTo("degenerate:empty"), "Quantus gives NaN and 0 for a map that says nothing");
            else
                Assert.That(score.Value, Is.EqualTo(golden.Expected.GetProperty(name).GetDouble()).Within(golden.Tolerance), name);
        }
    }

    [Test]
    public void The_entropy_of_equal_shares_is_the_logarithm_of_their_number()
    {
        Assert.That(Entropy(5, 5, 5, 5), Is.EqualTo(Math.Log(4)).Within(1e-12));
        Assert.That(Entropy(0, -3, 3, 0), Is.EqualTo(Math.Log(2)).Within(1e-12));
        Assert.That(Entropy(0, 0, 0, 7), Is.Zero);
        Assert.That(Entropy(1, 2, 3, 4), Is.EqualTo(Entropy(100, 200, 300, 400)).Within(1e-12));
    }

    private static double? Entropy(params float[] map) =>
        new VisEval.Metrics.Complexity.Complexity()
            .Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, map.Length))).Scores.Single().Value;
}
