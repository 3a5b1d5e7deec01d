using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Removal;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>What it shares with average drop and gain is in <see cref="AverageDropTests"/>.</summary>
public class AverageIncreaseTests
{
    // p = 0.5 for the whole image; without its second pixel 0.4, without its first 0.6, without its third 0.5.
    [TestCase(new float[] { 0, 1, 1 }, 1)]
    [TestCase(new float[] { 1, 0, 1 }, 0)]
    [TestCase(new float[] { 1, 1, 0 }, 0, Description = "as likely as before is no increase")]
    public void Only_what_is_more_likely_than_before_counts(float[] map, double increase)
    {
        var model = ProbabilityModel.Of(new ImageSize(1, 1, 3), image => 0.5 - 0.1 * (image[0] - 1) + 0.1 * (image[1] - 1));
        var result = new AverageIncrease()
            .Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, 3)) { Model = model, Image = new Tensor([1, 1, 1], 1, 1, 1, 3) });
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("increase", increase)));
    }

    [Test]
    public void Higher_is_better_and_the_dialect_is_options()
    {
        Assert.That(new AverageIncrease().Scores.Single(), Is.EqualTo(new ScoreInfo("increase", Direction.Higher, 0, 1)));
        Assert.That(
            new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("average-increase@xplique").Value,
            Is.EqualTo(new AverageIncrease(new(MapScaling.Absolute))));
    }
}
