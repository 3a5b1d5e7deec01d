using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>What it shares with the softmax information curve is in <see cref="SicTests"/>.</summary>
public class AicTests
{
    [TestCase(200)]
    [TestCase(500)]
    [TestCase(1000)]
    public void The_less_information_the_target_needs_the_larger_the_area(long bytes)
    {
        // Class 0 is named as soon as the middle is as bright as in the image. The one threshold reveals just that,
        // for so many of 1000 bytes.
        var model = new FakeClassifier(new ImageSize(1, 3, 3), 2, image => [image[4] == 1 ? 0.1f : -0.1f, 0]);
        var result = new Aic("0.1", Start: 0).Evaluate(new FakeMetricContext(new SaliencyMap([0, 0, 0, 0, 9, 1, 0, 0, 0], 3, 3))
        {
            Model = model,
            Image = new Tensor([0, 0, 0, 0, 1, 0.7f, 0, 0, 0], 1, 1, 3, 3),
            Compressed = image => image.Values[5] == 0.7f ? 1100 : image.Values[4] == 1 ? 100 + bytes : 100,
        });
        var x = bytes / 1000.0;
        Assert.That(result.Scores.Single().Value, Is.EqualTo(x / 2 + (1 - x)).Within(1e-12));
    }

    [Test]
    public void Higher_is_better() => Assert.That(new Aic().Scores.Single(), Is.EqualTo(new ScoreInfo("aic", Direction.Higher, 0, 1)));

    [Test]
    public void Bad_thresholds_are_refused() =>
        Assert.That(
            () => new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("aic:thresholds=0.2+0.1"), Throws.TypeOf<InputException>());
}
