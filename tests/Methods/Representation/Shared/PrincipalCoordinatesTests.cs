using VisEval.Core;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Tests.Methods.Representation.Shared;

/// <summary>Principal components by iteration and whole, and their signs.</summary>
public sealed class PrincipalCoordinatesTests
{
    private static readonly ParallelOptions Two = new() { MaxDegreeOfParallelism = 2 };

    [Test]
    public void Of_many_images_the_iteration_finds_the_planted_components()
    {
        // Two planted directions, of factors without correlation, and little noise: the scores are the factors.
        const int count = 500;
        static double Wave(int i, int times) => Math.Sin(2 * Math.PI * times * (i + 0.3) / count);
        var random = Seed.Of(3).Random();
        float[][] rows = [.. Enumerable.Range(0, count).Select(i =>
            Enumerable.Range(0, 20).Select(j => (float)((j == 4 ? 5 * Wave(i, 3) : 0) + (j == 9 ? 3 * Wave(i, 7) : 0)
                + 1e-5 * random.NextGaussian())).ToArray())];
        var found = PrincipalCoordinates.Of(GramMatrix.Of(rows, Two).Centred(), 2, Seed.Of(0), Two);
        Assert.That(found.Converged, Is.True);
        var (first, second) = (rows.Average(r => r[4]), rows.Average(r => r[9]));
        for (var i = 0; i < count; i++)
        {
            Assert.That(Math.Abs(found.Scores[0][i]), Is.EqualTo(Math.Abs(rows[i][4] - first)).Within(1e-3));
            Assert.That(Math.Abs(found.Scores[1][i]), Is.EqualTo(Math.Abs(rows[i][9] - second)).Within(1e-3));
        }
        Assert.That(found.Shares.Sum(), Is.EqualTo(1).Within(1e-6));
        Assert.That(found.Scores.Select(s => s.MaxBy(Math.Abs)), Is.All.Positive);
    }

    [Test]
    public void The_start_changes_nothing_where_the_iteration_converges()
    {
        var random = Seed.Of(5).Random();
        float[][] rows = [.. Enumerable.Range(0, 450)
            .Select(_ => Enumerable.Range(0, 8).Select(j => (float)(random.NextGaussian() * (8 - j))).ToArray())];
        var gram = GramMatrix.Of(rows, Two).Centred();
        var (a, b) = (PrincipalCoordinates.Of(gram, 2, Seed.Of(1), Two), PrincipalCoordinates.Of(gram, 2, Seed.Of(2), Two));
        Assert.That(a.Converged && b.Converged, Is.True);
        Assert.That(a.Scores[0], Is.EqualTo(b.Scores[0]).Within(1e-5));
        Assert.That(a.Scores[1], Is.EqualTo(b.Scores[1]).Within(1e-5));
    }
}
