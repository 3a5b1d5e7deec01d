using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.FakeVisualizationContext;

namespace VisEval.Tests.Metrics.Visualization;

/// <summary>Distances between all pictures and as many natural ones.</summary>
public sealed class FeatureSetTests
{
    [Test]
    public void The_same_pictures_have_the_distance_0_and_shifted_ones_the_squared_shift()
    {
        float[] shift = [0.5f, -0.25f, 2];
        foreach (var count in new[] { 3, 12 })
        {
            var set = Draw(count, 3, 1);
            Assert.That(Frechet(set, set), Is.EqualTo(0).Within(1e-9));
            var moved = set.Select(v => v.Zip(shift, (x, d) => x + d).ToArray()).ToArray();
            Assert.That(Frechet(moved, set), Is.EqualTo(shift.Sum(d => d * d)).Within(1e-5));
        }
    }

    [Test]
    public void Of_independent_directions_it_is_the_sum_over_means_and_deviations()
    {
        // Deviations (n − 1) of ±a are a·√(4/3) with four values, independent of each other by design.
        float[][] Set(float mean, float a, float b) =>
            [[mean + a, b], [mean + a, -b], [mean - a, b], [mean - a, -b]];
        var expected = 9 + (Math.Pow(2 - 0.5, 2) + Math.Pow(1 - 3, 2)) * 4 / 3;
        Assert.That(Frechet(Set(3, 2, 1), Set(0, 0.5f, 3)), Is.EqualTo(expected).Within(1e-6));
    }

    // Fewer pictures than features too.
    [TestCase(12, 3)]
    [TestCase(5, 8)]
    public void It_is_that_of_the_root_of_the_product_of_the_covariances(int count, int features)
    {
        var (one, other) = (Draw(count, features, 1), Draw(count, features, 2));
        var ((mean1, cov1), (mean2, cov2)) = (Moments(one), Moments(other));
        var root = (cov1 * cov2).Evd().EigenValues.Sum(v => Math.Sqrt(Math.Max(0, v.Real)));
        var twin = (mean1 - mean2).DotProduct(mean1 - mean2) + cov1.Trace() + cov2.Trace() - 2 * root;
        Assert.That(Frechet(one, other), Is.EqualTo(twin).Within(1e-4));
    }

    [Test]
    public void The_kernel_distance_is_that_of_the_plain_sums()
    {
        var (one, other) = (Draw(6, 4, 3), Draw(6, 4, 4));
        double Kernel(float[] x, float[] y) => Math.Pow(x.Zip(y, (a, b) => (double)a * b).Sum() / 4 + 1, 3);
        var (within, across) = (0.0, 0.0);
        for (var i = 0; i < 6; i++)
            for (var j = 0; j < 6; j++)
            {
                if (i != j)
                    within += (Kernel(one[i], one[j]) + Kernel(other[i], other[j])) / 30;
                across += Kernel(one[i], other[j]) / 36;
            }
        Assert.That(Score(new Kid(), one, other).Value, Is.EqualTo(within - 2 * across).Within(1e-6));
    }

    [Test]
    public void The_unbiased_distance_of_draws_of_one_distribution_is_0_on_the_average()
    {
        List<double> distances =
            [.. Enumerable.Range(0, 200).Select(i => Score(new Kid(), Draw(8, 3, 2 * i), Draw(8, 3, 2 * i + 1)).Value!.Value)];
        var mean = distances.Average();
        var error = Math.Sqrt(distances.Average(d => (d - mean) * (d - mean)) / distances.Count);
        Assert.That(Math.Abs(mean), Is.LessThan(3 * error));
    }

    [Test]
    public void Without_a_unit_and_the_natural_picture_beside_it_it_is_the_distance_of_the_others_and_only_first_pictures_count()
    {
        var (pictures, natural) = (Draw(9, 3, 1), Draw(4, 3, 2));
        UnitPictures Class(int u) => Unit($"class:{u}", u, pictures[(2 * u)..(2 * u + 1 + u % 2)]);
        foreach (var metric in new IVisualizationMetric[] { new FrechetDistance(), new Kid() })
        {
            var all = Of([0, 1, 2, 3], natural);
            var expected = new List<double>();
            for (var u = 0; u < 4; u++)
            {
                // Which natural picture is beside a unit the seed says; all four are taken.
                var beside = Photos([.. natural.Select(v => (0, v))]).Some(Enumerable.Range(0, 4), 4, Seed.Of(5).For("feature-sets"))[u];
                int[] others = [.. Enumerable.Range(0, 4).Where(i => i != u)];
                expected.Add(Of(others, [.. natural.Where((_, i) => i != beside)]).Value!.Value);
            }
            Assert.That(all.WithoutUnit, Is.EqualTo(expected).Within(1e-9));
            Assert.That(all.Units, Is.EqualTo(4));

            VisualizationScore Of(int[] units, float[][] photos) => metric.Evaluate(
                new FakeVisualizationContext([.. units.Select(Class)])
                {
                    Natural = Photos([.. photos.Select(v => (0, v))]),
                    Others = [FakePictureNetwork.Itself(3)],
                }).Single();
        }
    }

    [Test]
    public void Natural_pictures_are_drawn_by_what_they_show_whatever_their_order()
    {
        string[] contents = [.. Enumerable.Range(0, 20).Select(i => $"hash {i * 37 % 20}")];
        NaturalPictures Listed(int[] order) =>
            new([.. order.Select(i => $"name {i}")], [.. order.Select(_ => (IReadOnlyList<int>)[0])], _ => Row(0))
            {
                Content = i => contents[order[i]],
            };
        int[] plain = [.. Enumerable.Range(0, 20)];
        int[] turned = [.. plain.Reverse()];
        for (var seed = 0; seed < 5; seed++)
        {
            var drawn = Listed(plain).Some(plain, 6, Seed.Of(seed)).Select(i => plain[i]).ToList();
            Assert.That(Listed(turned).Some(plain, 6, Seed.Of(seed)).Select(i => turned[i]), Is.EqualTo(drawn));
            Assert.That(Listed(plain).Some(plain, 4, Seed.Of(seed)), Is.EqualTo(drawn.Take(4)));
        }
        // Every picture is as likely as another.
        var counts = new int[20];
        for (var seed = 0; seed < 4000; seed++)
            foreach (var i in Listed(plain).Some(plain, 5, Seed.Of(seed)))
                counts[i]++;
        Assert.That(counts, Is.All.InRange(1000 - 5 * 28, 1000 + 5 * 28));
    }

    [Test]
    public void The_features_are_means_over_places_of_the_last_layer()
    {
        var network = new FakePictureNetwork(
            "other", null, (new PictureLayer("first", 4, 1), p => p), (new PictureLayer("last", 2, 2), p => p));
        var set = Draw(6, 4, 1);
        float[][] pooled = [.. set.Select(v => new[] { (v[0] + v[1]) / 2, (v[2] + v[3]) / 2 })];
        var natural = Draw(6, 4, 2);
        float[][] pooledNatural = [.. natural.Select(v => new[] { (v[0] + v[1]) / 2, (v[2] + v[3]) / 2 })];
        var score = new FrechetDistance().Evaluate(new FakeVisualizationContext([.. set.Select((p, i) => Unit($"{i}", 0, p))])
        {
            Natural = Photos([.. natural.Select(v => (0, v))]),
            Others = [network],
        }).Single();
        Assert.That(score.Value, Is.EqualTo(Frechet(pooled, pooledNatural)).Within(1e-6));
    }

    [Test]
    public void Too_few_natural_pictures_or_no_other_network_leave_no_number()
    {
        Assert.That(Score(new FrechetDistance(), Draw(3, 2, 1), Draw(2, 2, 1)).State.Text, Is.EqualTo("undefined:too-few-images"));
        Assert.That(Score(new Kid(), Draw(1, 2, 1), Draw(2, 2, 1)).State.Text, Is.EqualTo("undefined:too-few-images"));
        Assert.That(Score(new Kid(), [[float.NaN], [1]], Draw(2, 1, 1)).State.Text, Is.EqualTo("undefined:features-not-finite"));
        var alone = new FakeVisualizationContext(Unit("a", 0, Draw(2, 1, 1)));
        Assert.That(
            Assert.Throws<NotApplicableException>(() => new Kid().Evaluate(alone))!.Why, Is.EqualTo("no-other-network"));
        Assert.That(
            Assert.Throws<NotApplicableException>(() => new Kid(FeatureNetwork.Own).Evaluate(alone))!.Why, Is.EqualTo("no-layer"));
    }

    private static double Frechet(float[][] pictures, float[][] natural) =>
        Score(new FrechetDistance(), pictures, natural).Value!.Value;

    private static VisualizationScore Score(IVisualizationMetric metric, float[][] pictures, float[][] natural) =>
        metric.Evaluate(new FakeVisualizationContext([.. pictures.Select((p, i) => Unit($"{i}", 0, p))])
        {
            Natural = Photos([.. natural.Select(v => (0, v))]),
            Others = [FakePictureNetwork.Itself(natural[0].Length)],
        }).Single();

    private static (Vector<double> Mean, Matrix<double> Covariance) Moments(float[][] set)
    {
        var rows = Matrix<double>.Build.DenseOfRowArrays(set.Select(v => Array.ConvertAll(v, x => (double)x)));
        var mean = rows.ColumnSums() / set.Length;
        var centred = Matrix<double>.Build.Dense(rows.RowCount, rows.ColumnCount, (i, j) => rows[i, j] - mean[j]);
        return (mean, centred.TransposeThisAndMultiply(centred) / (set.Length - 1));
    }

    private static float[][] Draw(int count, int length, int seed)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian()).ToArray())];
    }
}
