using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Complexity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Complexity;

public class SparsenessTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("Sparseness/Complexity/EffectiveComplexity");

    [TestCaseSource(nameof(Goldens))]
    public void Indices_are_those_of_Quantus(GoldenCase golden)
    {
        (Sparseness, string)[] cases =
        [
            (new Sparseness(), "Sparseness"),
            (new Sparseness(Normalize: true), "Sparseness_normalised_by_max"),
        ];
        foreach (var (metric, name) in cases)
        {
            var score = Score(golden.Map().Values, metric);
            if (golden.Map().Values.All(v => v == 0))
                Assert.That(score.State.Text, Is.EqualTo("degenerate:empty"));
            else
                Assert.That(score.Value, Is.EqualTo(golden.Expected.GetProperty(name).GetDouble()).Within(golden.Tolerance));
        }
    }

    [Test]
    public void The_index_is_the_mean_difference_of_all_pairs()
    {
        float[] map = [3, -1, 0, 2, -2, 7];
        var sizes = map.Select(v => Math.Abs((double)v)).ToArray();
        var pairs = sizes.SelectMany(a => sizes.Select(b => Math.Abs(a - b))).Sum();
        Assert.That(
            Score(map, new Sparseness(Offset: 0)).Value, Is.EqualTo(pairs / (2 * sizes.Length * sizes.Sum())).Within(1e-15));
    }

    [Test]
    public void One_bright_pixel_is_the_most_sparse_and_a_constant_the_least()
    {
        Assert.That(Score([0, 0, 0, -5], new Sparseness(Offset: 0)).Value, Is.EqualTo(0.75));
        Assert.That(Score([4, -4, 4, 4]).Value, Is.Zero);
        Assert.That(Score([4]).Value, Is.Zero);
    }

    [TestCase(new float[] { 0, -0f, 0 }, "degenerate:empty")]
    [TestCase(new float[] { 0, float.NaN, 1 }, "degenerate:not-finite")]
    [TestCase(new float[] { 0, float.NegativeInfinity, 1 }, "degenerate:not-finite")]
    public void A_map_that_says_nothing_has_a_state(float[] map, string state) =>
        Assert.That(Score(map), Is.EqualTo(new ScoreValue("gini", null, CellState.Parse(state))));

    [Test]
    public void Scaling_a_normalized_map_changes_nothing_even_when_it_is_tiny()
    {
        var metric = new Sparseness(Normalize: true);
        Assert.That(Score([1e-8f, 2e-8f, 7e-8f], metric).Value, Is.EqualTo(Score([1, 2, 7], metric).Value).Within(1e-7));
        Assert.That(Score([1e-8f, 2e-8f, 7e-8f]).Value, Is.LessThan(Score([1, 2, 7]).Value!.Value));
    }

    private static ScoreValue Score(float[] map, Sparseness? metric = null) =>
        (metric ?? new Sparseness()).Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, map.Length))).Scores.Single();
}
