using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared.Layers;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class DffTests
{
    // The leading singular vectors of a matrix without negative values have none (Perron), so they are the best factorization of rank 1.
    [TestCase("relu1")]
    [TestCase("relu2")]
    public void With_one_concept_it_is_Eigen_CAM(string layer)
    {
        var actual = new Dff(1, Tolerance: 0, Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var expected = new EigenCam(Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values).Within(1e-4));
    }

    [Test]
    public void A_layer_of_two_concepts_is_taken_apart_and_the_class_gets_its_own()
    {
        // Channels 0 and 1 see the left, 2 the right; class 0 asks for the left, class 1 for the right.
        var size = new ImageSize(3, 1, 3);
        var model = new LinearModel(size, [[1, 1, 1, 1, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 1, 1]], [0, 0]);
        var batch = Images.Of(size, 4, 2, 0, 2, 1, 0, 0, 0, 3);
        float[] Map(int target) => new Dff(2, 2000, 0).Explain(model, batch, [target])[0].Values.Values;
        var length = MathF.Sqrt(5);
        Assert.That(Map(0), Is.EqualTo(new[] { 2 * length, length, 0 }).Within(1e-3f));
        Assert.That(Map(1), Is.EqualTo(new[] { 0, 0, 3f }).Within(1e-3f));
    }

    [Test]
    public void No_update_raises_the_error_and_no_factor_is_negative()
    {
        var random = Seed.Of(5).Random();
        var values = Matrix<double>.Build.Dense(9, 7, (_, _) => random.NextDouble());
        double Error(int updates)
        {
            var (left, right) = NonNegativeFactors.Of(values, 3, updates, 0);
            Assert.That(left.Enumerate().Concat(right.Enumerate()), Has.All.GreaterThanOrEqualTo(0));
            return (values - left * right).FrobeniusNorm();
        }
        var errors = Enumerable.Range(0, 40).Select(Error).ToList();
        Assert.That(errors, Is.Ordered.Descending);
        Assert.That(errors[^1], Is.LessThan(0.7 * errors[0]));
    }

    // The update as it is printed, in plain loops: first W, then H with the new W.
    [Test]
    public void An_update_is_the_printed_one()
    {
        double[,] v = { { 1, 2 }, { 3, 0 }, { 0.5, 1 } };
        var values = Matrix<double>.Build.DenseOfArray(v);
        var (w, h) = NonNegativeFactors.Of(values, 2, 0, 0);
        var (left, right) = NonNegativeFactors.Of(values, 2, 1, 0);
        var next = w.Clone();
        double Product(Matrix<double> a, Matrix<double> b, int i, int j) => Enumerable.Range(0, 2).Sum(f => a[i, f] * b[f, j]);
        for (var i = 0; i < 3; i++)
            for (var f = 0; f < 2; f++)
                next[i, f] = w[i, f] * Enumerable.Range(0, 2).Sum(j => v[i, j] * h[f, j])
                    / Enumerable.Range(0, 2).Sum(j => Product(w, h, i, j) * h[f, j]);
        for (var f = 0; f < 2; f++)
            for (var j = 0; j < 2; j++)
                Assert.That(right[f, j], Is.EqualTo(h[f, j] * Enumerable.Range(0, 3).Sum(i => next[i, f] * v[i, j])
                    / Enumerable.Range(0, 3).Sum(i => next[i, f] * Product(next, h, i, j))).Within(1e-12));
        Assert.That(left.ToArray(), Is.EqualTo(next.ToArray()).Within(1e-12));
    }

    // Rank 1 without negative values: the start is the factorization itself. The second singular pair of the identity has a single entry.
    [Test]
    public void The_start_are_singular_vectors_with_zeros_filled_by_the_mean()
    {
        var (left, right) = NonNegativeFactors.Of(Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 4 }, { 1, 2 } }), 1, 0, 0);
        Assert.That((left * right).ToArray(), Is.EqualTo(new double[,] { { 2, 4 }, { 1, 2 } }).Within(1e-12));
        Assert.That(left.L2Norm(), Is.EqualTo(right.L2Norm()).Within(1e-12));
        (left, right) = NonNegativeFactors.Of(Matrix<double>.Build.DenseOfArray(new double[,] { { 4, 0 }, { 0, 9 } }), 3, 0, 0);
        double[,] expected = { { 3.25, 2, 3.25 }, { 3, 3.25, 3.25 } };
        Assert.That(left.ToArray(), Is.EqualTo(expected).Within(1e-12));
        Assert.That(right.Transpose().ToArray(), Is.EqualTo(expected).Within(1e-12));
    }

    // A concept that dies out: its entries, and the denominators of them, become denormal.
    [Test]
    public void Numbers_that_become_denormal_leave_finite_factors()
    {
        var random = Seed.Of(7).Random();
        var values = Matrix<double>.Build.Dense(12, 5, (i, j) => j == 0 || i % 4 != j % 4 ? 0 : random.NextDouble());
        var (left, right) = NonNegativeFactors.Of(values * 1e-150, 4, 20_000, 0);
        Assert.That(left.Enumerate().Concat(right.Enumerate()), Has.All.Matches<double>(double.IsFinite));
    }

    [TestCase(1e3f)]
    [TestCase(1e-3f)]
    [TestCase(1e-6f)]
    public void The_unit_of_the_layer_changes_nothing(float unit)
    {
        var size = new ImageSize(3, 2, 3);
        float[] image = [.. Enumerable.Range(0, 18).Select(i => i % 5 == 0 ? 0 : 1 + MathF.Sin(3 * i))];
        float[] Map(float factor) => new Dff(3).Explain(
            new LinearModel(size, [[.. Enumerable.Range(0, 18).Select(i => MathF.Cos(i) / factor)], new float[18]], [0, 0]),
            Images.Of(size, [.. image.Select(v => v * factor)]), [0])[0].Values.Values;
        Assert.That(Map(unit).Select(v => v / unit), Is.EqualTo(Map(1)).Within(1e-3));
    }

    [Test]
    public void What_is_no_number_is_none_in_the_factors()
    {
        var (left, right) = NonNegativeFactors.Of(Matrix<double>.Build.DenseOfArray(new[,] { { 1, double.NaN } }), 1, 5, 0);
        Assert.That(left[0, 0] + right[0, 0] + right[0, 1], Is.NaN);
    }

    [Test]
    public void A_layer_of_zeros_gives_zeros()
    {
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[1, 1, 1, 1]], [0]);
        Assert.That(new Dff().Explain(model, Images.Of(size, 0, -1, -2, 0), [0])[0].Values.Values, Is.All.Zero);
    }
}
