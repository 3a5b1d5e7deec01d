using VisEval.Core;
using VisEval.Tests.Harness.Statistics.Procedures;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class WilcoxonTests
{
    private static readonly (string Name, ZeroDifferences Zeros)[] Treatments =
        [("wilcox", ZeroDifferences.Dropped), ("pratt", ZeroDifferences.Pratt), ("zsplit", ZeroDifferences.Split)];

    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "wilcoxon" })]
    public void Has_every_reference_number(StatisticCase golden)
    {
        var differences = golden.Input<double[]>("differences");
        var actual = new Dictionary<string, object?>();
        foreach (var (name, zeros) in Treatments)
        {
            var test = Wilcoxon.Of(differences, zeros);
            actual[$"exact_{name}"] = new
            {
                n_used = test.Used,
                w_plus = test.Positive,
                w_minus = test.Negative,
                p_greater = test.Exact.Greater,
                p_less = test.Exact.Less,
                p_two = test.Exact.TwoSided,
            };
            actual[$"normal_{name}_nocc"] = Normal(test, test.Normal);
            actual[$"normal_{name}_cc"] = Normal(test, test.Corrected);
        }
        golden.Check(actual);
    }

    [Test]
    public void Agrees_with_SciPy_on_the_first_set()
    {
        var golden = MetricGoldens.Of("Wilcoxon signed-rank").Single();
        new StatisticCase(golden.Json).Check(golden.Expected.EnumerateArray().Select(sample =>
        {
            var actual = new Dictionary<string, object> { ["differences"] = CorrelationTests.Numbers(sample, "differences") };
            foreach (var (name, zeros) in Treatments)
            {
                var test = Wilcoxon.Of(CorrelationTests.Numbers(sample, "differences"), zeros);
                Add($"approx_{name}_ccFalse", test, test.Normal!.Value);
                Add($"approx_{name}_ccTrue", test, test.Corrected!.Value);
                Add("exact", test, test.Exact);
            }
            return actual;

            void Add(string name, Wilcoxon test, TailProbabilities tails)
            {
                actual[$"{name}_two-sided"] = (double[])[Math.Min(test.Positive, test.Negative), tails.TwoSided];
                actual[$"{name}_greater"] = (double[])[test.Positive, tails.Greater];
                actual[$"{name}_less"] = (double[])[test.Positive, tails.Less];
            }
        }));
    }

    [Test]
    public void Agrees_with_a_naive_twin_that_tries_every_sign([Range(1, 10)] int count)
    {
        var random = Seed.Of(count).Random();
        double[] differences = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(7) - 3.0)];
        foreach (var zeros in new[] { ZeroDifferences.Dropped, ZeroDifferences.Pratt })
        {
            double[] kept = [.. differences.Where(d => zeros == ZeroDifferences.Pratt || d != 0)];
            double[] ranks =
            [
                .. kept.Select(d => d == 0 ? 0
                    : kept.Count(o => Math.Abs(o) < Math.Abs(d)) + (kept.Count(o => Math.Abs(o) == Math.Abs(d)) + 1) / 2.0),
            ];
            var observed = kept.Zip(ranks).Where(p => p.First > 0).Sum(p => p.Second);
            double[] sums =
            [
                .. Enumerable.Range(0, 1 << ranks.Length).Select(bits => ranks.Where((_, i) => (bits >> i & 1) == 1).Sum()),
            ];
            var test = Wilcoxon.Of(differences, zeros);
            Assert.That(test.Positive, Is.EqualTo(observed).Within(1e-12));
            Assert.That(test.Exact.Greater, Is.EqualTo(sums.Count(s => s >= observed - 1e-9) / (double)sums.Length).Within(1e-12));
            Assert.That(test.Exact.Less, Is.EqualTo(sums.Count(s => s <= observed + 1e-9) / (double)sums.Length).Within(1e-12));
        }
    }

    [Test]
    public void Magnitudes_that_differ_by_rounding_are_tied() =>
        Assert.That(Wilcoxon.Of([0.1 + 0.2, -0.3, 0.5]), Is.EqualTo(Wilcoxon.Of([0.3, -0.3, 0.5])));

    [Test]
    public void The_unit_does_not_matter() =>
        Assert.That(Wilcoxon.Of([2e-9, -1e-9, 3e-9, 3e-9]), Is.EqualTo(Wilcoxon.Of([2, -1, 3, 3])));

    [Test]
    public void The_exact_probability_of_a_thousand_images_is_near_the_normal_one()
    {
        var random = Seed.Of(2).Random();
        var test = Wilcoxon.Of([.. Enumerable.Range(0, 1000).Select(_ => random.NextGaussian() + 0.03)]);
        Assert.That(test.Exact.TwoSided, Is.EqualTo(test.Normal!.Value.TwoSided).Within(1e-3));
    }

    [Test]
    public void A_value_that_is_not_finite_is_an_error() => Assert.That(() => Wilcoxon.Of([1, double.NaN]), Throws.ArgumentException);

    private static Dictionary<string, double[]>? Normal(Wilcoxon test, TailProbabilities? tails) => tails is not { } p ? null : new()
    {
        ["two-sided"] = [Math.Min(test.Positive, test.Negative), p.TwoSided],
        ["greater"] = [test.Positive, p.Greater],
        ["less"] = [test.Positive, p.Less],
    };
}
