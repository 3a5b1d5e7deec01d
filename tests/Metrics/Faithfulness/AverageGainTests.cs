using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>What it shares with average drop and increase is in <see cref="AverageDropTests"/>.</summary>
public class AverageGainTests
{
    // p = 0.6 for the whole image; without its second pixel 0.3, without its first 0.7, without both 0.4.
    [TestCase(new float[] { 0, 1, 1 }, 0.1 / 0.4)]
    [TestCase(new float[] { 1, 0, 1 }, 0)]
    [TestCase(new float[] { 0.5f, 1, 0 }, 0.05 / 0.4)]
    [TestCase(new float[] { -7, -7, 3 }, 0)]
    public void What_is_won_is_a_share_of_what_was_missing(float[] map, double gain)
    {
        var model = ProbabilityModel.Of(new ImageSize(1, 1, 3), image => 0.6 - 0.1 * (image[0] - 1) + 0.3 * (image[1] - 1));
        var result = new AverageGain()
            .Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, 3)) { Model = model, Image = new Tensor([1, 1, 1], 1, 1, 1, 3) });
        Assert.That(result.Scores.Single().Name, Is.EqualTo("gain"));
        Assert.That(result.Scores.Single().Value, Is.EqualTo(gain).Within(1e-6));
    }

    [Test]
    public void Higher_is_better() =>
        Assert.That(new AverageGain().Scores.Single(), Is.EqualTo(new ScoreInfo("gain", Direction.Higher, 0, 1)));
}
