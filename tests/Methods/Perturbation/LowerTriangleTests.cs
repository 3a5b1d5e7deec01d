using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class LowerTriangleTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(37)]
    public void The_factor_is_that_of_MathNet(int size)
    {
        var random = Seed.Of(size).Random();
        var root = Matrix<double>.Build.Dense(size, size, (_, _) => random.NextGaussian());
        var matrix = root * root.Transpose() + Matrix<double>.Build.DenseIdentity(size);
        var triangle = new LowerTriangle(size);
        for (var j = 0; j < size; j++)
            for (var i = j; i < size; i++)
                triangle.Column(j)[i - j] = matrix[i, j];
        triangle.Factorise();
        var expected = matrix.Cholesky().Factor;
        for (var j = 0; j < size; j++)
            Assert.That(triangle.Column(j).ToArray(), Is.EqualTo(expected.Column(j, j, size - j).ToArray()).AsCollection.Within(1e-12));
    }

    [Test]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        var triangle = new LowerTriangle(2);
        triangle.Column(0).Fill(1);
        triangle.Column(1).Fill(1);
        Assert.That(triangle.Factorise, Throws.ArgumentException);
    }
}
