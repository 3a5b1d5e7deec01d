using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class FFidelityTests
{
    private const int Side = 20;
    private static readonly ImageSize Size = new(1, Side, Side);
    private static readonly Tensor Ones = new([.. Enumerable.Repeat(1f, Side * Side)], 1, 1, Side, Side);
    private static readonly float[] Map = [.. Enumerable.Range(0, Side * Side).Select(i => (float)i)];

    [Test]
    public void Removing_all_of_a_share_is_deletion_there()
    {
        // p = 0.1 + 0.8 · (share of the last quarter that is left): the most relevant half holds all of it, the least relevant none.
        var model = ProbabilityModel.Of(Size, x => 0.1 + 0.8 * x[300..].Average());
        var scores = new FFidelity("0.1+0.25+0.5", 2, Removal: 1, Cap: 1).Evaluate(Context(Map, model)).Scores;
        Assert.That(scores[0].Value, Is.EqualTo((0.8 * 0.4 + 0.8 + 0.8) / 3).Within(1e-6));
        Assert.That(scores[1].Value, Is.EqualTo(0).Within(1e-6));
    }

    [TestCase("0.1", 0.5, 0.1, 0.5, 40)]
    [TestCase("0.5", 0.5, 0.1, 0.2, 200)]
    [TestCase("0.9", 0.5, 0.1, 0.1 / 0.9, 360)]
    [TestCase("0.5", 0.3, 1, 0.3, 200)]
    public void Of_a_share_each_pixel_goes_with_the_probability_that_the_cap_allows(
        string share, double removal, double cap, double probability, int count)
    {
        var model = new FakeClassifier(Size, 2, _ => [1, 0]);
        new FFidelity(share, 200, removal, cap).Evaluate(Context(Map, model));
        var images = model.Seen.Where(i => i.Contains(0f)).ToList();
        var (most, least) = (model.Seen.Skip(1).Take(200).ToList(), model.Seen.Skip(201).Take(200).ToList());
        Assert.That(most.Average(i => i.Count(v => v == 0)), Is.EqualTo(probability * count).Within(2));
        Assert.That(least.Average(i => i.Count(v => v == 0)), Is.EqualTo(probability * count).Within(2));
        Assert.That(most.All(i => i[..(400 - count)].All(v => v == 1)), "nothing outside the most relevant");
        Assert.That(least.All(i => i[count..].All(v => v == 1)), "nothing outside the least relevant");
        Assert.That(images.Select(i => string.Join("", i)).Distinct().Count(), Is.GreaterThan(300), "every draw is another");
    }

    [Test]
    public void The_dialect_of_the_authors_counts_how_often_the_class_stays()
    {
        // Class 0 wins while at least 95 % of the pixels are there.
        var model = new FakeClassifier(Size, 2, x => x.Sum() >= 380 ? [1, 0] : [0, 1]);
        var metric = new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("f-fidelity@zheng:shares=0.05+0.5").Value;
        var result = metric.Evaluate(Context(Map, model));
        Assert.That(model.Calls.Sum(), Is.EqualTo(1 + 2 * 2 * 50));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 0, 1 }), "10 of 400 pixels go, then 40");
        Assert.That(result.Scores[0].Value, Is.EqualTo(0.5));
    }

    [Test]
    public void A_constant_map_and_wrong_shares_are_refused()
    {
        Assert.That(
            new FFidelity().Evaluate(Context(new float[400], new FakeClassifier(Size, 2, _ => [1, 0]))).Scores[0].State.Text,
            Is.EqualTo("degenerate:constant"));
        Assert.That(() => new FFidelity("0.5+0.1"), Throws.TypeOf<InputException>().With.Message.Contains("f-fidelity: shares"));
    }

    private static FakeMetricContext Context(float[] map, FakeClassifier model) =>
        new(new SaliencyMap(map, Side, Side)) { Model = model, Image = Ones };
}
