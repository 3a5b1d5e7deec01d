using VisEval.Core;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods.Perturbation;

internal sealed class MaskDesignTests
{
    private const int Columns = 49;

    [Test]
    public void A_column_of_a_hypercube_has_one_value_in_every_interval(
        [Values(2, 16, 32)] int rows, [Values(MaskDesign.Net, MaskDesign.LatinHypercube)] MaskDesign design)
    {
        var (a, b) = design.Replicated(rows, Columns, Seed.Of(1).Random());
        for (var c = 0; c < Columns; c++)
        {
            Assert.That(Column(a, c).Select(v => (int)(v * rows)), Is.EquivalentTo(Enumerable.Range(0, rows)));
            Assert.That(Column(b, c).Select(v => (int)(v * rows)), Is.EquivalentTo(Enumerable.Range(0, rows)));
        }
    }

    [Test]
    public void Columns_do_not_resemble_each_other([Values] MaskDesign design)
    {
        const int Rows = 64;
        var (a, b) = design.Replicated(Rows, Columns, Seed.Of(2).Random());
        Assert.That(a.Concat(b), Has.All.InRange(0, 1));
        var correlations = new List<double>();
        for (var c = 1; c < Columns; c++)
            correlations.Add(Correlation(Column(a, 0), Column(a, c)));
        // Independent orders: a correlation has the standard deviation 1/√(n − 1).
        Assert.That(correlations, Has.All.InRange(-4.5 / Math.Sqrt(Rows), 4.5 / Math.Sqrt(Rows)));
        Assert.That(
            Math.Sqrt(correlations.Average(r => r * r)),
            Is.EqualTo(1 / Math.Sqrt(Rows)).Within(0.3).Percent.Or.LessThan(1.3 / Math.Sqrt(Rows)));
    }

    [Test]
    public void The_pairs_of_a_cell_fill_the_square()
    {
        // Half of E(a − b)², with which a total index is estimated, is 1/12 for independent uniform values; of two independent
        // hypercubes of 32 rows it has a standard error of 18 %, of a scrambled net 3 %.
        var (a, b) = MaskDesign.Net.Replicated(32, Columns, Seed.Of(3).Random());
        for (var c = 0; c < Columns; c++)
        {
            var (first, second) = (Column(a, c), Column(b, c));
            Assert.That(
                first.Zip(second, (x, y) => (x - y) * (x - y) / 2).Average(),
                Is.EqualTo(1 / 12.0).Within(12).Percent,
                $"column {c}");
        }
    }

    [Test]
    public void Every_elementary_box_of_the_square_holds_one_pair()
    {
        var (a, b) = MaskDesign.Net.Replicated(32, Columns, Seed.Of(3).Random());
        for (var c = 0; c < Columns; c++)
            for (var rows = 1; rows <= 32; rows *= 2)
                Assert.That(
                    Column(a, c).Zip(Column(b, c), (x, y) => ((int)(x * rows), (int)(y * 32 / rows))).Distinct().Count(), Is.EqualTo(32),
                    $"{rows}×{32 / rows}");
    }

    [Test]
    public void The_same_seed_gives_the_same_design([Values] MaskDesign design)
    {
        Assert.That(design.Replicated(8, 4, Seed.Of(4).Random()), Is.EqualTo(design.Replicated(8, 4, Seed.Of(4).Random())));
        Assert.That(design.Replicated(8, 4, Seed.Of(4).Random()).A, Is.Not.EqualTo(design.Replicated(8, 4, Seed.Of(5).Random()).A));
    }

    private static double[] Column(float[] values, int column) =>
        [.. values.Where((_, i) => i % Columns == column).Select(v => (double)v)];

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum()
            / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
