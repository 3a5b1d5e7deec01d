using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Axioms;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Axioms;

public class NonSensitivityTests
{
    // Four cells of 2×2; only the pixels of the first and the last matter.
    private static readonly FakeClassifier Model = FakeClassifier.Linear(
        new ImageSize(1, 4, 4), [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0]);

    [TestCase(new float[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3, 0, 0, 0, 0 }, 0)]
    [TestCase(new float[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 0.25)]
    [TestCase(new float[] { 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0 }, 1)]
    [TestCase(new float[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0.5)]
    [TestCase(new float[] { 1, 0, 0, 1e-6f, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 }, 0)]
    public void Cells_where_relevance_and_effect_disagree_by_hand(float[] map, double share) =>
        Assert.That(Score(map, new NonSensitivity(Side: 2, Score: TargetScore.Logit)).Value, Is.EqualTo(share));

    [Test]
    public void Cells_at_the_border_are_cut() =>
        Assert.That(
            Score([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], new NonSensitivity(Side: 3, Score: TargetScore.Logit)).Value,
            Is.EqualTo(0.75), "of the cells 3×3, 3×1, 1×3, 1×1 only the first has an effect");

    [Test]
    public void A_map_of_zeros_says_nothing() =>
        Assert.That(Score(new float[16], new NonSensitivity()).State.Text, Is.EqualTo("degenerate:empty"));

    private static ScoreValue Score(float[] map, IMetric metric) => metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 4, 4))
    {
        Model = Model,
        Image = new Tensor([.. Enumerable.Repeat(1f, 16)], 1, 1, 4, 4),
    }).Scores.Single();
}
