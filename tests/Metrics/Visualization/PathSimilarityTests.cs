using VisEval.Core;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.FakeVisualizationContext;

namespace VisEval.Tests.Metrics.Visualization;

public sealed class PathSimilarityTests
{
    private const int Pixels = 12;

    [Test]
    public void A_layer_has_the_normalised_mean_of_rank_correlations()
    {
        var (photos, picture) = (Natural(0.5), Draw(9));
        var context = Context(photos, picture);
        var scores = new PathSimilarity(Images: 20, LeastGap: 0).Evaluate(context);
        var (own, others) = (photos.Where(p => p.Class == 0).ToList(), photos.Where(p => p.Class == 1).ToList());
        double Rho(float[] x, float[] y) => Correlations.Spearman(
            Array.ConvertAll(x, v => (double)v), Array.ConvertAll(y, v => (double)v));
        var same = own.SelectMany((p, i) => own.Skip(i + 1).Select(q => Rho(p.Values, q.Values))).Average();
        var other = own.SelectMany(p => others.Select(q => Rho(p.Values, q.Values))).Average();
        var expected = (own.Average(p => Rho(p.Values, picture)) - other) / (same - other);
        var layer = scores.Single(s => s.Layer == "first");
        Assert.That(layer.Value, Is.EqualTo(expected).Within(1e-5));
        // The second layer is the square of the first, of another order.
        var second = scores.Single(s => s.Layer == "second").Value;
        Assert.That(scores.Single(s => s.Name == "mean").Value, Is.EqualTo((layer.Value + second) / 2).Within(1e-9));
        Assert.That(scores.Single(s => s.Name == "early").Value, Is.EqualTo((layer.Value + second) / 2).Within(1e-9));
    }

    [Test]
    public void Early_and_late_layers_are_two_thirds_and_the_rest()
    {
        static Func<float[], float[]> Wave(int i) => p => Array.ConvertAll(p, v => MathF.Sin((i + 1) * v));
        var layers = Enumerable.Range(0, 3).Select(i => (new PictureLayer($"layer {i}", Pixels, 1), Wave(i)));
        var context = new FakeVisualizationContext(Unit("class:0", 0, Draw(4)))
        {
            Natural = Photos(Natural(0.3)),
            Network = new FakePictureNetwork("net", null, [.. layers]),
        };
        var scores = new PathSimilarity(LeastGap: 0).Evaluate(context);
        double Of(string name) => scores.Single(s => s.Name == name && s.Layer is null).Value!.Value;
        var values = scores.Where(s => s.Layer is not null).Select(s => s.Value!.Value).ToList();
        Assert.That(Of("early"), Is.EqualTo((values[0] + values[1]) / 2).Within(1e-12));
        Assert.That(Of("late"), Is.EqualTo(values[2]).Within(1e-12));
        Assert.That(Of("mean"), Is.EqualTo(values.Average()).Within(1e-12));
    }

    [Test]
    public void Photographs_of_the_class_lie_near_1_and_of_another_near_0()
    {
        var photos = Natural(0.4);
        double Mean(int seed, int @class) => new PathSimilarity(Images: 20).Evaluate(Context(photos, Photo(@class, seed, 0.4)))
            .Single(s => s.Layer == "first").Value!.Value;
        Assert.That(Enumerable.Range(50, 40).Average(s => Mean(s, 0)), Is.EqualTo(1).Within(0.1));
        Assert.That(Enumerable.Range(50, 40).Average(s => Mean(s, 1)), Is.EqualTo(0).Within(0.1));
    }

    [Test]
    public void Where_classes_meet_or_nothing_varies_there_is_no_number()
    {
        // Photographs without anything of their class.
        var alike = Enumerable.Range(0, 40).Select(i => (i % 2, Draw(i))).ToList();
        var scores = new PathSimilarity(Images: 20, LeastGap: 0.2).Evaluate(Context(alike, Draw(99)));
        Assert.That(scores.Select(s => s.State.Text), Has.Some.EqualTo("undefined:same-as-other-classes"));
        var flat = new PathSimilarity(LeastGap: 0).Evaluate(Context(Natural(0.4), new float[Pixels]));
        Assert.That(flat.Where(s => s.Name != "late").Select(s => s.State.Text), Has.All.EqualTo("undefined:constant-layer"));
        var few = new PathSimilarity().Evaluate(Context([(0, Draw(1)), (1, Draw(2)), (1, Draw(3))], Draw(4)));
        Assert.That(few.Select(s => s.State.Text), Has.All.EqualTo("undefined:too-few-images"));
        var channel = new PathSimilarity().Evaluate(new FakeVisualizationContext(Unit("conv:1", null, Draw(1))));
        Assert.That(channel.Select(s => s.State.Text), Has.All.EqualTo("undefined:not-a-class"));
    }

    private static FakeVisualizationContext Context(IReadOnlyList<(int Class, float[] Values)> photos, float[] picture) =>
        new(Unit("class:0", 0, picture))
        {
            Natural = Photos(photos),
            Network = new FakePictureNetwork(
                "net", null, (new PictureLayer("first", Pixels, 1), p => p),
                (new PictureLayer("second", Pixels, 1), p => Array.ConvertAll(p, v => v * v))),
        };

    private static IReadOnlyList<(int Class, float[] Values)> Natural(double noise) =>
        [.. Enumerable.Range(0, 40).Select(i => (i % 2, Photo(i % 2, i, noise)))];

    // What belongs to the class, and noise.
    private static float[] Photo(int @class, int seed, double noise) =>
        [.. Draw(1000 + @class).Zip(Draw(seed), (c, n) => (float)(c + noise * n))];

    private static float[] Draw(int seed)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, Pixels).Select(_ => (float)random.NextGaussian())];
    }
}
