using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Principal component scores of images.</summary>
/// <param name="Scores">By component one value an image: √λ·u.</param>
/// <param name="Shares">By component its share of the variance, λ/tr.</param>
/// <param name="Converged">Whether the components are exact up to 1e-8 of the largest.</param>
internal sealed record PrincipalCoordinates(double[][] Scores, double[] Shares, bool Converged)
{
    // Above, all eigenvectors take too long, and only the first ones are iterated.
    private const int MostWhole = 400;
    private const int Spare = 12;
    private const int MostSteps = 400;
    private const double Exact = 1e-8;

    /// <summary>The first components of centred rows, from their scalar products HKH.</summary>
    /// <remarks>A component's sign is chosen so that its score of largest magnitude, the first of several, is positive.</remarks>
    /// <param name="gram">HKH.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Where the iteration starts.</param>
    /// <param name="options">Threads.</param>
    public static PrincipalCoordinates Of(GramMatrix gram, int count, Seed seed, ParallelOptions options)
    {
        var trace = Enumerable.Range(0, gram.Count).Sum(i => gram[i, i]);
        var (values, vectors, converged) = gram.Count <= MostWhole ? Whole(gram, count) : Iterated(gram, count, seed.Random(), options);
        return new PrincipalCoordinates(
            [.. vectors.Select((u, c) => Signed(u, Math.Sqrt(Math.Max(values[c], 0))))],
            [.. values.Select(v => trace > 0 ? Math.Max(v, 0) / trace : 0)], converged);
    }

    private static (double[] Values, double[][] Vectors, bool Converged) Whole(GramMatrix gram, int count)
    {
        var eigen = Matrix<double>.Build.Dense(gram.Count, gram.Count, gram.Values).Evd(Symmetricity.Symmetric);
        int[] last = [.. Enumerable.Range(1, Math.Min(count, gram.Count)).Select(c => gram.Count - c)];
        return ([.. last.Select(c => eigen.EigenValues[c].Real)], [.. last.Select(c => eigen.EigenVectors.Column(c).ToArray())], true);
    }

    // Subspace iteration with Rayleigh–Ritz steps (Saad, Numerical Methods for Large Eigenvalue Problems, 2011, chapter 5).
    private static (double[] Values, double[][] Vectors, bool Converged) Iterated(
        GramMatrix gram, int count, RandomSource random, ParallelOptions options)
    {
        var (n, width) = (gram.Count, count + Spare);
        var basis = Matrix<double>.Build.Dense(n, width, (_, _) => random.NextGaussian()).QR().Q;
        for (var step = 1; ; step++)
        {
            var image = Applied(gram, basis, options);
            var small = basis.TransposeThisAndMultiply(image);
            var eigen = ((small + small.Transpose()) / 2).Evd(Symmetricity.Symmetric);
            var (vectors, images) = (basis * eigen.EigenVectors, image * eigen.EigenVectors);
            int[] first = [.. Enumerable.Range(1, count).Select(c => width - c)];
            double Value(int c) => eigen.EigenValues[c].Real;
            var converged = first.All(c => (images.Column(c) - Value(c) * vectors.Column(c)).L2Norm() <= Exact * Math.Abs(Value(first[0])));
            if (converged || step == MostSteps)
                return ([.. first.Select(Value)], [.. first.Select(c => vectors.Column(c).ToArray())], converged);
            basis = images.QR().Q;
        }
    }

    private static Matrix<double> Applied(GramMatrix gram, Matrix<double> basis, ParallelOptions options)
    {
        var columns = basis.ToColumnArrays();
        var product = new double[gram.Count, columns.Length];
        Parallel.For(0, gram.Count, options, i =>
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var sum = 0.0;
                var row = gram.Row(i);
                for (var j = 0; j < row.Length; j++)
                    sum += row[j] * columns[c][j];
                product[i, c] = sum;
            }
        });
        return Matrix<double>.Build.DenseOfArray(product);
    }

    private static double[] Signed(double[] vector, double scale)
    {
        var largest = vector.Max(Math.Abs);
        var sign = Array.Find(vector, v => Math.Abs(v) >= largest * (1 - 1e-9)) < 0 ? -1 : 1;
        return Array.ConvertAll(vector, v => sign * scale * v);
    }
}
