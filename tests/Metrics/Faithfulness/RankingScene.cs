using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>Small images and models of which every curve is known.</summary>
internal static class RankingScene
{
    public static readonly ImageSize Tiny = new(1, 2, 2);
    public static readonly Tensor Ones = new([1, 1, 1, 1], 1, 1, 2, 2);
    public static readonly ImageSize Patched = new(3, 12, 12);

    /// <summary>Contributions 1, 2, 4 and 8 of the four pixels to the logit.</summary>
    public static FakeClassifier Powers() => FakeClassifier.Linear(Tiny, [1, 2, 4, 8]);

    public static MetricResult Evaluate(
        this IMetric metric, IClassifier model, Tensor image, float[] map, Seed? shared = null, int target = 0) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, image.Shape[2], image.Shape[3]))
        {
            Model = model,
            Image = image,
            Target = target,
            SharedSeed = shared ?? Seed.Of(1),
        });

    public static double Value(this IMetric metric, IClassifier model, Tensor image, float[] map, int target = 0) =>
        metric.Evaluate(model, image, map, target: target).Scores.Single().Value!.Value;

    /// <summary>Asserts that the map of the patch that decides is better than twenty permutations of it, in the metric's
    /// direction.</summary>
    public static void AssertThePatchBeatsItsPermutations(IMetric metric)
    {
        var model = FakeClassifier.Patch(Patched, new Box(3, 3, 9, 9));
        var image = new Tensor([.. Enumerable.Repeat(0.05f, Patched.Length)], 1, 3, 12, 12);
        float[] map = [.. Enumerable.Range(0, 144).Select(i => i % 12 is >= 3 and < 9 && i / 12 is >= 3 and < 9 ? 1f : 0)];
        var perfect = metric.Value(model, image, map);
        var sign = metric.Scores[0].Direction == Direction.Higher ? 1 : -1;
        for (var i = 0; i < 20; i++)
        {
            var shuffled = (float[])map.Clone();
            Seed.Of(i).Random().Shuffle(shuffled.AsSpan());
            Assert.That(sign * metric.Value(model, image, shuffled), Is.LessThan(sign * perfect));
        }
    }

    /// <summary>Asserts that only the order of a map counts.</summary>
    public static void AssertOnlyTheOrderCounts(IMetric metric)
    {
        var model =
            FakeClassifier.Linear(new ImageSize(1, 6, 6), [.. Enumerable.Range(0, 36).Select(i => i * 7 % 36 / 100f)], new float[36]);
        var image = new Tensor([.. Enumerable.Range(0, 36).Select(i => (i % 5) / 4f)], 1, 1, 6, 6);
        float[] map = [.. Enumerable.Range(0, 36).Select(i => (i * 11 % 36 - 18) / 16f)];
        var value = metric.Value(model, image, map);
        Assert.That(metric.Value(model, image, [.. map.Select(v => 1024 * v)]), Is.EqualTo(value));
        Assert.That(metric.Value(model, image, [.. map.Select(v => v / 4096)]), Is.EqualTo(value));
        Assert.That(metric.Value(model, image, [.. map.Select(v => -v)]), Is.Not.EqualTo(value));
    }

    /// <summary>Asserts that maps without an order have a state and cost no pass.</summary>
    public static void AssertNoOrderNoNumber(IMetric metric)
    {
        foreach (var (map, state) in new (float[], string)[]
        {
            ([3, 3, 3, 3], "degenerate:constant"), ([0, 0, 0, 0], "degenerate:constant"), ([0, -0f, 0, 0], "degenerate:constant"),
            ([1, float.NaN, 2, 3], "degenerate:not-finite"), ([1, float.NegativeInfinity, 2, 3], "degenerate:not-finite"),
        })
        {
            var model = Powers();
            var result = metric.Evaluate(model, Ones, map);
            Assert.That(result.Scores.Single(), Is.EqualTo(new ScoreValue(metric.Scores[0].Name, null, CellState.Parse(state))));
            Assert.That(result.Curves, Is.Empty);
            Assert.That(model.Calls, Is.Empty);
        }
        Assert.That(
            metric.Evaluate(
                FakeClassifier.Linear(new ImageSize(1, 1, 1), [1]), new Tensor([1], 1, 1, 1, 1), [5]).Scores.Single().State.Text,
            Is.EqualTo("degenerate:constant"));
        var lost = new FakeClassifier(Tiny, 1, _ => [float.NaN]);
        Assert.That(metric.Evaluate(lost, Ones, [1, 2, 3, 4]).Scores.Single().State.Text, Is.EqualTo("undefined:model-output-not-finite"));
    }
}
