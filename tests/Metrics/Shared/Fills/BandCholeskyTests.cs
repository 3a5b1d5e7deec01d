using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Metrics.Shared.Fills;

namespace VisEval.Tests.Metrics.Shared.Fills;

public class BandCholeskyTests
{
    [TestCase(1, 0)]
    [TestCase(6, 0)]
    [TestCase(9, 3)]
    [TestCase(40, 13)]
    [TestCase(12, 11)]
    public void The_solution_is_that_of_a_dense_solver(int size, int reach)
    {
        var random = Seed.Of(size).Random();
        var dense = Matrix<double>.Build.Dense(size, size);
        for (var i = 0; i < size; i++)
            for (var j = Math.Max(0, i - reach); j < i; j++)
                dense[i, j] = dense[j, i] = random.NextGaussian();
        for (var i = 0; i < size; i++)
            dense[i, i] = dense.Row(i).SumMagnitudes() + 0.1 + random.NextDouble();
        double[] right = [.. Enumerable.Range(0, size).Select(_ => random.NextGaussian())];
        var expected = dense.Solve(Vector<double>.Build.DenseOfArray(right));

        using var band = new BandCholesky(size, reach);
        for (var i = 0; i < size; i++)
            for (var j = Math.Max(0, i - reach); j <= i; j++)
                band[i, j] = dense[i, j];
        band.Factorise();
        band.Solve(right);

        Assert.That(right, Is.EqualTo(expected.ToArray()).AsCollection.Within(1e-10));
    }

    // A = L·Lᵀ with ones and zeros in L: every step is exact, and a lone one among zeros counts as any other entry does.
    [TestCase(30, 9)]
    [TestCase(30, 29)]
    public void Ones_and_zeros_come_back_exactly(int size, int reach)
    {
        var random = Seed.Of(size + reach).Random();
        var lower = Matrix<double>.Build.Dense(
            size, size, (i, j) => i == j ? 1 : j < i && i - j <= reach && random.NextInt(4) == 0 ? 1 : 0);
        var product = lower.TransposeAndMultiply(lower);
        using var band = new BandCholesky(size, reach);
        for (var i = 0; i < size; i++)
            for (var j = Math.Max(0, i - reach); j <= i; j++)
                band[i, j] = product[i, j];
        band.Factorise();
        for (var i = 0; i < size; i++)
            for (var j = Math.Max(0, i - reach); j <= i; j++)
                Assert.That(band[i, j], Is.EqualTo(lower[i, j]), $"row {i}, column {j}");
    }

    [Test]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        using var band = new BandCholesky(2, 1);
        (band[0, 0], band[1, 0], band[1, 1]) = (1, 1, 1);
        Assert.That(band.Factorise, Throws.ArgumentException);
    }
}
