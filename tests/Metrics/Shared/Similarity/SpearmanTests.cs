using System.Text.Json;
using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class SpearmanTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("Similarity");

    [TestCaseSource(nameof(Goldens))]
    public void Correlations_are_those_of_SciPy(GoldenCase golden)
    {
        var (a, b) = (golden.Input("map1").Values, golden.Input("map2").Values);
        Check(golden, "spearman_signed", Spearman.Correlation(a, b));
        Check(golden, "spearman_abs", Spearman.Correlation([.. a.Select(MathF.Abs)], [.. b.Select(MathF.Abs)]));
    }

    [Test]
    public void Ties_share_ranks_by_hand() =>
        // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: covariance 4.5, variances 4.5 and 5.
        Assert.That(Spearman.Correlation([1, 2, 2, 3], [10, 30, 20, 40]), Is.EqualTo(4.5 / Math.Sqrt(4.5 * 5)).Within(1e-15));

    [Test]
    public void The_correlation_is_that_of_Pearson_between_counted_ranks()
    {
        var random = Seed.Of(8).Random();
        float[] Draw() => [.. Enumerable.Range(0, 150).Select(_ => (float)random.NextInt(30))];
        var fixedSeries = Draw();
        var spearman = new Spearman(fixedSeries);
        for (var i = 0; i < 5; i++)
        {
            var other = Draw();
            var (a, b) = (Counted(fixedSeries), Counted(other));
            var (meanA, meanB) = (a.Average(), b.Average());
            var expected = a.Zip(b, (p, q) => (p - meanA) * (q - meanB)).Sum()
                / Math.Sqrt(a.Sum(p => (p - meanA) * (p - meanA)) * b.Sum(q => (q - meanB) * (q - meanB)));
            Assert.That(spearman.With(other), Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void Any_increasing_change_keeps_a_correlation_of_1_and_a_decreasing_one_of_minus_1()
    {
        float[] values = [3, -1, 7, 0.5f, 2];
        Assert.That(Spearman.Correlation(values, [.. values.Select(MathF.Exp)]), Is.EqualTo(1));
        Assert.That(Spearman.Correlation(values, [.. values.Select(v => -v)]), Is.EqualTo(-1));
    }

    [Test]
    public void With_a_constant_there_is_no_correlation()
    {
        Assert.That(Spearman.Correlation([1, 1, 1], [1, 2, 3]), Is.NaN);
        Assert.That(Spearman.Correlation([5], [4]), Is.NaN);
    }

    [Test]
    public void Series_of_different_length_are_refused() =>
        Assert.That(() => Spearman.Correlation([1, 2], [1, 2, 3]), Throws.ArgumentException.With.Message.Contains("3 values"));

    private static double[] Counted(float[] values) =>
        [.. values.Select(v => values.Count(w => w < v) + (values.Count(w => w == v) + 1) / 2.0)];

    private static void Check(GoldenCase golden, string name, double value)
    {
        var expected = golden.Expected.GetProperty(name);
        if (expected.ValueKind == JsonValueKind.Null)
            Assert.That(value, Is.NaN, name);
        else
            Assert.That(value, Is.EqualTo(expected.GetDouble()).Within(golden.Tolerance), name);
    }
}
