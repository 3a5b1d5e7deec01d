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

    [Test]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        using var band = new BandCholesky(2, 1);
        (band[0, 0], band[1, 0], band[1, 1]) = (1, 1, 1);
        Assert.That(band.Factorise, Throws.ArgumentException);
    }
}
