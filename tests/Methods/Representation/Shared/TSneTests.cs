using VisEval.Core;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Tests.Methods.Representation.Shared;

/// <summary>t-SNE against finite differences, naive sums, and scikit-learn 1.2.1 (Debian's python3-sklearn).</summary>
/// <remarks>The numbers of scikit-learn are of <see cref="Points"/> and <see cref="Map"/>: <c>_t_sne._joint_probabilities(D, 8, 0)</c>,
/// <c>_kl_divergence(Y, P, 1, 40, 2)</c>, <c>TSNE(perplexity=8, init='pca', learning_rate='auto', method='exact')</c>,
/// <c>trustworthiness(n_neighbors=5)</c> and <c>PCA(2)</c>. It keeps distances in single precision.</remarks>
public sealed class TSneTests
{
    internal const int Count = 40;

    private static readonly ParallelOptions Two = new() { MaxDegreeOfParallelism = 2 };

    /// <summary>Forty points of six coordinates.</summary>
    internal static double[][] Points { get; } = [.. Enumerable.Range(0, Count).Select(i => Enumerable.Range(0, 6)
        .Select(j => Math.Sin(1.7 * i + 0.9 * j) + 0.5 * Math.Cos(0.3 * i * j) + (i % 4 == j ? 2 : 0)).ToArray())];

    /// <summary>A map of them, x and y in turn.</summary>
    internal static double[] Map { get; } =
        [.. Enumerable.Range(0, Count).SelectMany(i => new[] { Math.Cos(0.8 * i) * (1 + 0.05 * i), Math.Sin(1.3 * i) })];

    /// <summary>d² of points.</summary>
    internal static GramMatrix Distances(double[][] points) => new(
        [.. points.SelectMany(a => points.Select(b => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()))], points.Length);

    [Test]
    public void The_joint_probabilities_are_those_of_scikit_learn()
    {
        var p = Perplexity.Joint(Distances(Points), 8, Two);
        Assert.That(p.Sum(), Is.EqualTo(1).Within(1e-12));
        // Both searches of β end within 1e-5 of the entropy, at different ends.
        foreach (var (i, j, expected) in new[]
                 {
                     (0, 1, 0.0002834044713524579), (0, 4, 0.004756083048110109), (3, 17, 2.1473035237758623e-05),
                     (20, 39, 2.5590980124723807e-05),
                 })
            Assert.That(p[i * Count + j], Is.EqualTo(expected).Within(1e-4 * expected), $"{i}, {j}");
    }

    [Test]
    public void Every_row_has_the_entropy_asked_for()
    {
        var distances = Distances(Points);
        var row = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            Perplexity.Conditional(distances.Row(i), i, Math.Log(8), row);
            Assert.That(-row.Where(v => v > 0).Sum(v => v * Math.Log(v)), Is.EqualTo(Math.Log(8)).Within(1e-5));
            Assert.That(row.Sum(), Is.EqualTo(1).Within(1e-12));
            Assert.That(row[i], Is.Zero);
        }
    }

    [Test]
    public void Equally_far_points_have_even_probabilities_whatever_the_perplexity()
    {
        double[][] simplex = [.. Enumerable.Range(0, 12).Select(i => Enumerable.Range(0, 12).Select(j => i == j ? 1.0 : 0).ToArray())];
        var p = Perplexity.Joint(Distances(simplex), 3, Two);
        for (var i = 0; i < 12; i++)
            for (var j = 0; j < 12; j++)
                Assert.That(p[i * 12 + j], Is.EqualTo(i == j ? 0 : 1.0 / 132).Within(1e-15));
    }

    [Test]
    public void Divergence_and_gradient_are_those_of_scikit_learn()
    {
        var p = Perplexity.Joint(Distances(Points), 8, Two);
        Assert.That(TSne.Divergence(p, Map, Two), Is.EqualTo(1.972555973519201).Within(2e-5));
        double[] expected =
        [
            0.005005226773497674, 0.005853252334773021, 0.01433035429244129, -0.0008001915798309446, -0.005570409631303821,
            -0.014257705258690443,
        ];
        Assert.That(TSne.Gradient(p, Map, Two)[..6], Is.EqualTo(expected).Within(2e-6));
    }

    [Test]
    public void The_divergence_is_that_of_a_naive_sum()
    {
        var p = Perplexity.Joint(Distances(Points), 8, Two);
        double Near(int i, int j) => 1 / (1 + Math.Pow(Map[2 * i] - Map[2 * j], 2) + Math.Pow(Map[2 * i + 1] - Map[2 * j + 1], 2));
        var pairs = (from i in Enumerable.Range(0, Count) from j in Enumerable.Range(0, Count) where i != j select (i, j)).ToList();
        var total = pairs.Sum(q => Near(q.i, q.j));
        var expected = pairs.Sum(q => p[q.i * Count + q.j] * Math.Log(p[q.i * Count + q.j] / (Near(q.i, q.j) / total)));
        Assert.That(TSne.Divergence(p, Map, Two), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void The_gradient_agrees_with_finite_differences()
    {
        var p = Perplexity.Joint(Distances(Points), 8, Two);
        var gradient = TSne.Gradient(p, Map, Two);
        for (var i = 0; i < Map.Length; i++)
        {
            double At(double step) => TSne.Divergence(p, [.. Map.Select((v, j) => i == j ? v + step : v)], Two);
            Assert.That(gradient[i], Is.EqualTo((At(1e-5) - At(-1e-5)) / 2e-5).Within(1e-8));
        }
    }

    [Test]
    public void A_triangle_of_equal_sides_is_at_rest_in_both_spaces()
    {
        double[] p = [0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 0];
        double[] triangle = [0, 0, 1, 0, 0.5, Math.Sqrt(0.75)];
        Assert.That(TSne.Gradient(p, triangle, Two), Is.All.EqualTo(0).Within(1e-15));
        Assert.That(TSne.Divergence(p, triangle, Two), Is.EqualTo(0).Within(1e-15));
        Assert.That(TSne.Gradient([0, 0.5, 0.5, 0], [0, 0, 3, 1], Two), Is.All.EqualTo(0).Within(1e-15));
    }

    [Test]
    public void The_components_are_those_of_scikit_learn()
    {
        float[][] rows = [.. Points.Select(r => Array.ConvertAll(r, v => (float)v))];
        var components = PrincipalCoordinates.Of(GramMatrix.Of(rows, Two).Centred(), 2, Seed.Of(0), Two);
        Assert.That(components.Shares, Is.EqualTo(new[] { 0.3801419067564791, 0.26185081328170057 }).Within(1e-6));
        Assert.That(components.Scores.Select(s => s.Max(Math.Abs)), Is.EqualTo(new[] { 3.25706305, 2.4061141 }).Within(1e-6));
    }

    [Test]
    public void The_map_ends_as_low_as_that_of_scikit_learn()
    {
        // A ring, whose map has one good shape: of the forty points above, starts that differ by rounding end between 0.28 and 0.34.
        float[][] rows = [.. Enumerable.Range(0, Count).Select(i => 2 * Math.PI * i / Count).Select(t => (float[])
            [(float)(2 * Math.Cos(t)), (float)(1.2 * Math.Sin(t)), (float)(0.3 * Math.Cos(3 * t)), (float)(0.2 * Math.Sin(2 * t))])];
        var gram = GramMatrix.Of(rows, Two).Centred();
        var components = PrincipalCoordinates.Of(gram, 2, Seed.Of(0), Two);
        Assert.That(components.Shares, Is.EqualTo(new[] { 0.7181328545780972, 0.2585278276481148 }).Within(1e-6));
        double[] start = [.. Enumerable.Range(0, Count).SelectMany(i => components.Scores.Select(s => s[i]))];
        var p = Perplexity.Joint(gram.SquaredDistances(), 8, Two);
        var map = TSne.Embed(p, start, 1000, TSne.RateFor(Count), Two);
        // 0.14956 there; the last steps still swing, by single precision or by double.
        Assert.That(TSne.Divergence(p, map, Two), Is.InRange(0.145, 0.14957));
    }

    [Test]
    public void Threads_change_no_digit()
    {
        var p = Perplexity.Joint(Distances(Points), 8, Two);
        var one = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        Assert.That(Perplexity.Joint(Distances(Points), 8, one), Is.EqualTo(p));
        Assert.That(TSne.Embed(p, Map, 300, 50, one), Is.EqualTo(TSne.Embed(p, Map, 300, 50, Two)));
    }
}
