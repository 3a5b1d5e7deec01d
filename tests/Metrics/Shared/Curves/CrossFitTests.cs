using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Shared.Curves;
using VisEval.Tests.Harness.Statistics;

namespace VisEval.Tests.Metrics.Shared.Curves;

public sealed class CrossFitTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "cross-fit" })]
    public void Has_every_reference_number(StatisticCase golden)
    {
        var table = new Table(golden.Input<double[]>("thresholds"), golden.Input<double[][]>("values_images_by_thresholds"));
        if (golden.Has("folds"))
        {
            double[] means = [.. golden.Input<int[][]>("folds").Select(folds => table.Fit(folds).Mean)];
            golden.Check(new { by_split = means, mean = means.Average() });
            return;
        }
        var fit = table.Fit(golden.Input<int[]>("fold"));
        var naive = table.Best(table.Once, table.Once.Length);
        golden.Check(new
        {
            naive_maximum = table.MeanAt(table.Once, table.Once.Length, naive),
            naive_threshold = naive,
            // Of two folds each is judged by the other's threshold.
            threshold_from_fold = fit.Folds.Select(f => f.Position).Reverse(),
            score_on_fold = fit.Folds.Select(f => f.Mean),
            cross_fitted = fit.Mean,
        });
    }

    [TestCase(19, 2)]
    [TestCase(20, 5)]
    public void Curves_agree_with_a_naive_twin_over_a_table_of_thresholds(int images, int folds)
    {
        var random = Seed.Of(images).Random();
        double[] thresholds = [.. Enumerable.Range(1, 12).Select(i => i / 12.0)];
        double[][] values = [.. Enumerable.Range(0, images).Select(_ => thresholds.Select(_ => random.NextInt(4) / 3.0).ToArray())];
        Curve[] curves = [.. values.Select(v => StepCurve.Of("c", [.. thresholds.Zip(v)]))];
        Assert.That(CrossFit.FoldsOf(images).Distinct().Count(), Is.EqualTo(folds));
        int[] times = [.. Enumerable.Range(0, images).Select(_ => random.NextInt(3))];
        var sum = 0.0;
        for (var i = 0; i < images; i++)
        {
            double MeanOf(int t) => Enumerable.Range(0, images).Where(o => o % folds != i % folds).Sum(o => times[o] * values[o][t]);
            var best = Enumerable.Range(0, thresholds.Length).Aggregate((a, b) => MeanOf(b) > MeanOf(a) + 1e-9 ? b : a);
            sum += times[i] * values[i][best];
        }
        Assert.That(CrossFit.Of(new StepCurveSum(curves), times), Is.EqualTo(sum / times.Sum()).Within(1e-12));
    }

    // Every image is right at one threshold of its own: all on the images scored, it is right by chance alone.
    [Test]
    public void A_threshold_chosen_on_others_does_not_flatter()
    {
        var random = Seed.Of(7).Random();
        double[] thresholds = [.. Enumerable.Range(1, 9).Select(i => i / 9.0)];
        var (naive, fitted) = (0.0, 0.0);
        for (var run = 0; run < 300; run++)
        {
            var table = new Table(
                thresholds, [.. Enumerable.Range(0, 20).Select(_ => thresholds.Select(_ => random.NextInt(2) * 1.0).ToArray())]);
            naive += table.MeanAt(table.Once, 20, table.Best(table.Once, 20)) / 300;
            fitted += table.Fit(CrossFit.FoldsOf(20)).Mean / 300;
        }
        Assert.That(fitted, Is.EqualTo(0.5).Within(0.02));
        Assert.That(naive, Is.GreaterThan(0.6));
    }

    [Test]
    public void One_image_has_no_other_to_choose_on() =>
        Assert.That(new Table([0.5, 1], [[1, 0]]).FitOrNull([0]), Is.Null);

    private sealed record Table(double[] Thresholds, double[][] Values)
    {
        public int[] Once => [.. Values.Select(_ => 1)];

        public CrossFit Fit(int[] folds) => FitOrNull(folds)!;

        public CrossFit? FitOrNull(int[] folds) => CrossFit.Of(Once, folds, Best, MeanAt);

        public double Best(ReadOnlySpan<int> times, int count)
        {
            var (best, most) = (0.0, double.NegativeInfinity);
            foreach (var threshold in Thresholds)
                if (MeanAt(times, count, threshold) is var mean && mean > most + 1e-12)
                    (best, most) = (threshold, mean);
            return best;
        }

        public double MeanAt(ReadOnlySpan<int> times, int count, double position)
        {
            var sum = 0.0;
            for (var i = 0; i < times.Length; i++)
                sum += times[i] * Values[i][Array.IndexOf(Thresholds, position)];
            return sum / count;
        }
    }
}
