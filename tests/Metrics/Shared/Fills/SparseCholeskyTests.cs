using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Metrics.Shared.Fills;

namespace VisEval.Tests.Metrics.Shared.Fills;

public class SparseCholeskyTests
{
    [TestCase(1, 0.5)]
    [TestCase(7, 0.1)]
    [TestCase(30, 0.1)]
    [TestCase(60, 0.03)]
    [TestCase(25, 1)]
    public void The_solution_is_that_of_a_dense_solver(int size, double density)
    {
        for (var turn = 0; turn < 5; turn++)
        {
            var random = Seed.Of(turn).Random();
            var dense = Matrix<double>.Build.Dense(size, size);
            for (var i = 0; i < size; i++)
                for (var j = 0; j < i; j++)
                    if (random.NextDouble() < density)
                        dense[i, j] = dense[j, i] = random.NextGaussian();
            for (var i = 0; i < size; i++)
                dense[i, i] = dense.Row(i).SumMagnitudes() + 0.1 + random.NextDouble();
            double[] right = [.. Enumerable.Range(0, size).Select(_ => random.NextGaussian())];

            var expected = dense.Solve(Vector<double>.Build.DenseOfArray(right));
            Sparse(dense).Solve(right);

            Assert.That(right, Is.EqualTo(expected.ToArray()).AsCollection.Within(1e-10));
        }
    }

    [Test]
    public void Only_fill_in_is_stored_beyond_the_entries_of_the_matrix()
    {
        // An arrow that points at the last unknown has no fill-in, one that points at the first fills all.
        Assert.That(Sparse(Arrow(10, tip: 9)).EntryCount, Is.EqualTo(9));
        Assert.That(Sparse(Arrow(10, tip: 0)).EntryCount, Is.EqualTo(45));
    }

    [Test]
    public void A_matrix_that_is_not_positive_definite_is_refused() =>
        Assert.That(() => new SparseCholesky([0, 0, 1], [0], [1.0], [1, 1]), Throws.ArgumentException);

    private static Matrix<double> Arrow(int size, int tip)
    {
        var arrow = Matrix<double>.Build.DenseDiagonal(size, size, 20);
        for (var i = 0; i < size; i++)
            if (i != tip)
                arrow[i, tip] = arrow[tip, i] = 1;
        return arrow;
    }

    private static SparseCholesky Sparse(Matrix<double> dense)
    {
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (var i = 0; i < dense.RowCount; i++)
        {
            for (var j = 0; j < i; j++)
                if (dense[i, j] != 0)
                {
                    columns.Add(j);
                    values.Add(dense[i, j]);
                }
            starts.Add(columns.Count);
        }
        return new SparseCholesky([.. starts], [.. columns], [.. values], dense.Diagonal().ToArray());
    }
}
