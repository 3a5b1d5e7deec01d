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
            (new Sparseness(Offset: 1e-7), "Sparseness"),
            (new Sparseness(1e-7, Normalize: true), "Sparseness_normalised_by_max"),
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
    public void Scaling_changes_nothing_even_when_the_map_is_tiny_unless_there_is_an_offset()
    {
        Assert.That(Score([1e-8f, 2e-8f, 7e-8f]).Value, Is.EqualTo(Score([1, 2, 7]).Value).Within(1e-7));
        Sparseness offset = new(1e-7), normalized = new(1e-7, Normalize: true);
        Assert.That(Score([1e-8f, 2e-8f, 7e-8f], normalized).Value, Is.EqualTo(Score([1, 2, 7], normalized).Value).Within(1e-7));
        Assert.That(Score([1e-8f, 2e-8f, 7e-8f], offset).Value, Is.LessThan(Score([1, 2, 7], offset).Value!.Value));
        Assert.That((offset.Scores[0].DependsOnScale, normalized.Scores[0].DependsOnScale), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_single_pixel_of_any_height_among_many_is_the_most_sparse()
    {
        var single = new float[4096];
        single[77] = 1e-7f;
        Assert.That(Score(single).Value, Is.EqualTo(1 - 1 / 4096.0).Within(1e-12));
        Assert.That(Score(single, new Sparseness(1e-7)).Value, Is.EqualTo(0.5 * 4095 / 4096 / 2048.5).Within(1e-3), "by hand: nearly flat");
    }

    private static ScoreValue Score(float[] map, Sparseness? metric = null) =>
        (metric ?? new Sparseness()).Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, map.Length))).Scores.Single();
}
