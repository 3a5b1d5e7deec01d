using VisEval.Core;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.FakeVisualizationContext;
using PictureCost = VisEval.Metrics.Visualization.Cost;
using PictureSanity = VisEval.Metrics.Visualization.Sanity;

namespace VisEval.Tests.Metrics.Visualization;

/// <summary>Diversity, seed consistency and sanity: what is made of the distance between pictures.</summary>
public sealed class PictureDistanceTests
{
    [Test]
    public void The_same_picture_and_a_brighter_one_have_the_distance_0_and_other_channels_2()
    {
        Assert.That(Distance([1, 0, 0], [1, 0, 0]), Is.Zero);
        Assert.That(Distance([1, 2, 3], [2, 4, 6]), Is.EqualTo(0).Within(1e-12));
        Assert.That(Distance([1, 0, 0], [0, 5, 0]), Is.EqualTo(2).Within(1e-9));
        Assert.That(Distance([1, 0, 0], [-3, 0, 0]), Is.EqualTo(4).Within(1e-9));
        // Where nothing responds there is no direction, and nothing is divided by 0.
        Assert.That(Distance([0, 0, 0], [0, 1, 0]), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Layers_are_added_and_places_averaged()
    {
        var random = Seed.Of(1).Random();
        float[] Draw() => [.. Enumerable.Range(0, 6).Select(_ => (float)random.NextGaussian())];
        var (x, y) = (Draw(), Draw());
        var network = new FakePictureNetwork(
            "net", null, (new PictureLayer("wide", 2, 3), p => p), (new PictureLayer("deep", 3, 2), p => Array.ConvertAll(p, v => v * v)));
        double Layer(float[] a, float[] b, int channels, int places)
        {
            var sum = 0.0;
            for (var p = 0; p < places; p++)
            {
                double[] At(float[] v)
                {
                    double[] place = [.. Enumerable.Range(0, channels).Select(k => (double)v[k * places + p])];
                    return [.. place.Select(c => c / Math.Sqrt(place.Sum(e => e * e)))];
                }
                sum += At(a).Zip(At(b), (c, d) => (c - d) * (c - d)).Sum();
            }
            return sum / places;
        }
        float[] Square(float[] v) => Array.ConvertAll(v, e => e * e);
        var score = new Diversity().Evaluate(new FakeVisualizationContext(Unit("a", 0, x, y)) { Network = network }).Single();
        Assert.That(score.Value, Is.EqualTo(Layer(x, y, 2, 3) + Layer(Square(x), Square(y), 3, 2)).Within(1e-8));
    }

    [Test]
    public void Diversity_is_the_mean_over_all_pairs_and_one_picture_has_none()
    {
        var scores = new Diversity().Evaluate(Context(Unit("a", 0, [1f, 0f], [0f, 1f], [0f, 1f]), Unit("b", 1, [1f, 0f])));
        Assert.That(scores[0].Value, Is.EqualTo((2 + 2 + 0) / 3.0).Within(1e-9));
        Assert.That(scores[1].State.Text, Is.EqualTo("undefined:one-picture"));
    }

    [Test]
    public void Seeds_count_beside_what_another_unit_changes()
    {
        // Within the unit √½ apart, to the other unit 2 and 2 − √2.
        var diagonal = new[] { 1f, 1f };
        var context = Context(Unit("a", 0, [1f, 0f], diagonal), Unit("b", 1, [0f, 1f], [0f, 1f]));
        var scores = new SeedConsistency().Evaluate(context);
        var step = 2 - Math.Sqrt(2);
        Assert.That(scores[0].Value, Is.EqualTo(step / ((2 + step) / 2)).Within(1e-6));
        Assert.That(scores[1].Value, Is.Zero);
        var alone = new SeedConsistency().Evaluate(Context(Unit("a", 0, [1f, 0f], diagonal)));
        Assert.That(alone.Single().State.Text, Is.EqualTo("undefined:one-unit"));
        var gray = new SeedConsistency().Evaluate(Context(Unit("a", 0, diagonal, diagonal), Unit("b", 1, diagonal, diagonal)));
        Assert.That(gray.Select(s => s.State.Text), Has.All.EqualTo("undefined:units-agree"));
    }

    [Test]
    public void Sanity_is_what_new_weights_change_over_what_new_seeds_change()
    {
        float[] x = [1, 0], y = [1, 1];
        IReadOnlyList<double?> Of(params float[][] again) =>
            [.. new PictureSanity().Evaluate(Context(_ => [.. again.Select(Row)], Unit("a", 0, x, y))).Select(s => s.Value)];
        // The same pictures again: nothing was learned.
        Assert.That(Of(x, y), Is.EqualTo(new[] { 0, 0.0 }));
        // The first turns away by 2, the second by 2 − √2, which is also what the seeds do.
        var step = 2 - Math.Sqrt(2);
        Assert.That(Of([0, 1], [0, 1]), Is.EqualTo(new[] { (2 + step) / 2 / step, (2 + step) / 2 }).Within(1e-6));
    }

    [Test]
    public void Without_seeds_or_a_second_network_sanity_says_why()
    {
        var single = new PictureSanity().Evaluate(Context(_ => [Row(0, 1)], Unit("a", 0, [1f, 0f])));
        Assert.That(single.Select(s => s.State.Text), Is.EqualTo(new[] { "undefined:one-picture", "ok" }));
        Assert.That(single[1].Value, Is.EqualTo(2).Within(1e-9));
        var agreeing = new PictureSanity().Evaluate(Context(_ => [Row(0, 1), Row(0, 1)], Unit("a", 0, [1f, 0f], [1f, 0f])));
        Assert.That(agreeing[0].State.Text, Is.EqualTo("undefined:seeds-agree"));
        var none = new PictureSanity().Evaluate(Context(_ => [], Unit("a", 0, [1f, 0f])));
        Assert.That(none.Select(s => s.State.Text), Has.All.EqualTo("undefined:not-redrawn"));
    }

    [Test]
    public void Cost_is_what_each_picture_took()
    {
        var scores = new PictureCost().Evaluate(new FakeVisualizationContext(Unit("a", 0, [1f])));
        Assert.That(
            scores.Select(s => (s.Name, s.Value)),
            Is.EqualTo(new[] { ("seconds", 0.001), ("forwards", 2), ("backwards", 3), ("peak-megabytes", (double?)4) }));
        var measured = new PictureCost().Scores.Where(s => s.IsMeasured).Select(s => s.Name);
        Assert.That(measured, Is.EqualTo(new[] { "seconds", "peak-megabytes" }));
    }

    private static double Distance(float[] x, float[] y) =>
        new Diversity().Evaluate(Context(Unit("a", 0, x, y))).Single().Value!.Value;

    private static FakeVisualizationContext Context(params IReadOnlyList<UnitPictures> units) => Context(null, units);

    private static FakeVisualizationContext Context(Func<string, IReadOnlyList<Tensor>>? again, params IReadOnlyList<UnitPictures> units) =>
        new(units) { Network = FakePictureNetwork.Itself(units[0].Pictures[0].Values.Length), Again = again };
}
