using VisEval.Core;
using VisEval.Methods.Surrogate;

namespace VisEval.Tests.Methods.Surrogate;

public sealed class NormalEquationsTests
{
    private const int Variables = 6;

    // The intercept is an unknown like the others, only without penalty.
    [TestCase(1)]
    [TestCase(0.01)]
    [TestCase(100)]
    public void A_ridge_regression_solves_its_normal_equations(double alpha)
    {
        var (equations, samples) = Draw(1);
        var matrix = new double[Variables + 1, Variables + 2];
        foreach (var (z, weight, value) in samples)
        {
            double[] row = [.. z.Select(v => v ? 1.0 : 0.0), 1.0];
            for (var i = 0; i <= Variables; i++)
            {
                for (var j = 0; j <= Variables; j++)
                    matrix[i, j] += weight * row[i] * row[j];
                matrix[i, Variables + 1] += weight * row[i] * value;
            }
        }
        for (var i = 0; i < Variables; i++)
            matrix[i, i] += alpha;
        Assert.That(equations.Ridge(alpha), Is.EqualTo(Elimination.Solve(matrix)[..Variables]).Within(1e-10));
    }

    // The last coefficient is the total less the others, put into the equations, as the reference implementation does.
    [TestCase(0)]
    [TestCase(-3.5)]
    public void A_regression_with_a_given_sum_solves_the_equations_without_the_last_variable(double total)
    {
        var (equations, samples) = Draw(2);
        var matrix = new double[Variables - 1, Variables];
        foreach (var (z, weight, value) in samples)
        {
            var last = z[^1] ? 1.0 : 0.0;
            double[] row = [.. z[..^1].Select(v => (v ? 1.0 : 0.0) - last)];
            for (var i = 0; i < Variables - 1; i++)
            {
                for (var j = 0; j < Variables - 1; j++)
                    matrix[i, j] += weight * row[i] * row[j];
                matrix[i, Variables - 1] += weight * row[i] * (value - last * total);
            }
        }
        var others = Elimination.Solve(matrix);
        var actual = equations.WithSum(total);
        Assert.That(actual, Is.EqualTo([.. others, total - others.Sum()]).Within(1e-10));
        Assert.That(actual.Sum(), Is.EqualTo(total).Within(1e-12));
    }

    private static (NormalEquations Equations, List<(bool[] Z, double Weight, double Value)> Samples) Draw(int seed)
    {
        var random = Seed.Of(seed).Random();
        var (equations, samples) = (new NormalEquations(Variables), new List<(bool[], double, double)>());
        for (var s = 0; s < 40; s++)
        {
            bool[] z = [.. Enumerable.Range(0, Variables).Select(_ => random.NextDouble() < 0.5)];
            var (weight, value) = (random.NextDouble(), random.NextGaussian());
            equations.Add(z, weight, value);
            samples.Add((z, weight, value));
        }
        return (equations, samples);
    }
}
