using VisEval.Core;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Tests.Methods.Representation.Shared;

/// <summary>Directions from scalar products alone, against the vectors they stand for.</summary>
public sealed class ConceptDirectionTests
{
    private static readonly ParallelOptions One = new() { MaxDegreeOfParallelism = 1 };

    [Test]
    public void A_direction_is_the_vector_it_stands_for()
    {
        var rows = Rows(12, 5, 1);
        var gram = GramMatrix.Of(rows, One);
        int[] images = [3, 4, 7, 9];
        double[] weights = [0.5, -2, 1, 0.25];
        var direction = ConceptDirection.Of(gram, images, weights);
        double[] mean = [.. Enumerable.Range(0, 5).Select(j => images.Average(i => (double)rows[i][j]))];
        double[] vector = [.. Enumerable.Range(0, 5).Select(j => images.Zip(weights, (i, w) => w * (rows[i][j] - mean[j])).Sum())];
        double Dot(IEnumerable<double> other) => vector.Zip(other, (a, b) => a * b).Sum();
        Assert.Multiple(() =>
        {
            Assert.That(direction.Along(gram.Row(0)), Is.EqualTo(Dot(rows[0].Select(v => (double)v))).Within(1e-9));
            Assert.That(direction.Border, Is.EqualTo(Dot(mean)).Within(1e-9));
            Assert.That(direction.Length(gram), Is.EqualTo(Math.Sqrt(Dot(vector))).Within(1e-9));
        });
    }

    [Test]
    public void Even_weights_are_the_difference_of_the_means()
    {
        var rows = Rows(8, 3, 2);
        var gram = GramMatrix.Of(rows, One);
        double[] weights = [.. Enumerable.Range(0, 8).Select(i => i < 4 ? 0.125 : -0.125)];
        var direction = ConceptDirection.Of(gram, [.. Enumerable.Range(0, 8)], weights);
        double Difference(int j) => rows[..4].Average(r => (double)r[j]) - rows[4..].Average(r => (double)r[j]);
        for (var i = 0; i < 8; i++)
        {
            var expected = Enumerable.Range(0, 3).Sum(j => 0.5 * rows[i][j] * Difference(j));
            Assert.That(direction.Along(gram.Row(i)), Is.EqualTo(expected).Within(1e-9));
        }
    }

    [TestCase(0.01)]
    [TestCase(1)]
    [TestCase(30)]
    public void The_classifier_is_the_minimum_of_its_objective(double penalty)
    {
        var rows = Rows(20, 4, 3);
        int[] signs = [.. Enumerable.Range(0, 20).Select(i => i < 10 ? 1 : -1)];
        for (var i = 0; i < 10; i++)
            rows[i][1] += 1.2f;
        var gram = GramMatrix.Of(rows, One).Centred();
        var weights = SupportVectors.Fit(gram, signs, penalty, Seed.Of(1).Random());
        Assert.That(weights.Zip(signs, (w, s) => w * s), Is.All.InRange(0, 1 / (penalty * 20)));
        double[][] centred = [.. rows.Select(r => r.Select((v, j) => v - rows.Average(q => (double)q[j])).ToArray())];
        double[] found = [.. Enumerable.Range(0, 4).Select(j => weights.Zip(centred, (w, r) => w * r[j]).Sum())];
        double Objective(double[] w) => 0.5 * penalty * w.Sum(v => v * v)
            + centred.Zip(signs, (r, s) => Math.Max(0, 1 - s * r.Zip(w, (a, b) => a * b).Sum())).Average();
        var least = Objective(found);
        // The dual's value is a lower bound of every primal one.
        var dual = penalty * (weights.Zip(signs, (w, s) => w * s).Sum() - 0.5 * found.Sum(v => v * v));
        Assert.That(least, Is.EqualTo(dual).Within(1e-5 * Math.Max(1, least)));
        var random = Seed.Of(2).Random();
        for (var trial = 0; trial < 200; trial++)
            Assert.That(Objective([.. found.Select(v => v + 0.05 * random.NextGaussian())]), Is.GreaterThanOrEqualTo(least - 1e-9));
    }

    private static float[][] Rows(int count, int length, int seed)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian()).ToArray())];
    }
}
