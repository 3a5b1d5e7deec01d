using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class HsicTests
{
    private static readonly ImageSize Square = new(1, 3, 3);
    private static readonly ImageBatch Ones = Images.Of(Square, [.. Enumerable.Repeat(1f, 9)]);

    [TestCase(30, 0.7)]
    [TestCase(31, 2.5)]
    [TestCase(12, 0)]
    public void It_is_the_trace_of_the_centred_kernels(int count, double width)
    {
        var random = Seed.Of(1).Random();
        float[] masks = [.. Enumerable.Range(0, count * 5).Select(_ => (float)random.NextInt(2))];
        // Some scores are equal, and some depend on the first cell.
        float[] scores = [.. Enumerable.Range(0, count).Select(n => (float)Math.Round(2 * random.NextGaussian() + masks[n * 5], 1))];

        var centring = Matrix<double>.Build.Dense(count, count, (a, b) => (a == b ? 1 : 0) - 1.0 / count);
        var outputs = Matrix<double>.Build.Dense(count, count, (a, b) => scores[a] == scores[b] ? 1
            : width == 0 ? 0 : Math.Exp(-Math.Pow((double)scores[a] - scores[b], 2) / (2 * width * width)));
        var expected = Enumerable.Range(0, 5).Select(i =>
        {
            var inputs = Matrix<double>.Build.Dense(count, count, (a, b) => masks[a * 5 + i] == masks[b * 5 + i] ? 1 : 0);
            return (inputs * centring * outputs * centring).Trace() / (count * count);
        });
        Assert.That(Hsic.Dependence(masks, 5, scores, width), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void A_network_that_reads_one_cell_depends_on_it_alone()
    {
        // The score is 2 or 5, each in half of the masks: (1 − L(2, 5))/4 with the median 3.5 as width.
        var weights = new double[9];
        weights[4] = 3;
        var map = new Hsic(1000, 3).Explain(FormulaModel.Linear(Square, weights, 2), Ones, [0])[0];
        Assert.That(map.Values.Shape.ToArray(), Is.EqualTo(new[] { 3, 3 }));
        Assert.That(map.Values.Values[4], Is.EqualTo((1 - Math.Exp(-9 / (2 * 3.5 * 3.5))) / 4).Within(1e-6));
        Assert.That(map.Values.Values.Where((_, i) => i != 4), Has.All.InRange(-1e-6f, 0.02f * map.Values.Values[4]));
    }

    [Test]
    public void Without_dependence_it_is_near_zero()
    {
        var random = Seed.Of(2).Random();
        float[] masks = [.. Enumerable.Range(0, 1500 * 9).Select(_ => (float)random.NextInt(2))];
        float[] scores = [.. Enumerable.Range(0, 1500).Select(_ => (float)random.NextGaussian())];
        // With independence the expectation is about tr(K)·tr(L)/n³ ≤ 1/(2n).
        Assert.That(Hsic.Dependence(masks, 9, scores, 1), Has.All.InRange(0, 4f / 1500));
    }

    [Test]
    public void Each_cell_is_kept_in_exactly_half_of_the_masks()
    {
        var model = FormulaModel.Linear(Square, new double[9]);
        Assert.That(
            new Hsic(100, 3).Explain(model, Ones, [0])[0].Values.Values,
            Has.All.Zero,
            "a score that never changes depends on nothing");
        Assert.That(model.Seen, Has.Count.EqualTo(100));
        Assert.That(model.Seen.SelectMany(mask => mask), Has.All.EqualTo(0).Or.EqualTo(1));
        for (var i = 0; i < 9; i++)
            Assert.That(model.Seen.Sum(mask => mask[i]), Is.EqualTo(50));
    }

    [TestCase(new float[] { 3, -1, 2 }, 2)]
    [TestCase(new float[] { -4, -1, -3, -2 }, 2.5)]
    [TestCase(new float[] { 0, 0, 0, 1 }, 0)]
    public void The_width_can_be_the_median_score(float[] scores, double expected) =>
        Assert.That(KernelWidth.Outputs.Of(scores), Is.EqualTo(expected));

    [Test]
    public void The_width_can_be_the_median_distance([Values(2, 3, 10, 41)] int count, [Values] bool repeated)
    {
        var random = Seed.Of(count).Random();
        float[] scores = [.. Enumerable.Range(0, count).Select(_ => repeated ? random.NextInt(3) : (float)random.NextGaussian())];
        var distances = Enumerable.Range(0, count)
            .SelectMany(a => Enumerable.Range(0, a).Select(b => Math.Abs((double)scores[a] - scores[b])))
            .Order().ToArray();
        Assert.That(KernelWidth.Distances.Of(scores), Is.EqualTo(distances[(distances.Length - 1) / 2]).Within(1e-12));
    }
}
