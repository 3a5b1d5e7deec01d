using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>Measures the metrics of one dataset and model.</summary>
internal static class MetricTableBuilder
{
    private const int MostOnStack = 1024;

    private sealed record Compared(IReadOnlyList<string> Images, IReadOnlyList<SignCount[]> Signs);

    public static MetricTable Build(SampleSet samples)
    {
        var (scope, numbers) = (samples.Scope, samples.Numbers);
        var methods = samples.Methods.Where(m => !m.IsControl).ToList();
        var resampling = new Resampling(Seed.Of(scope.Results.Info.Seed).For("metrics"));
        // Rows are independent and start from the same seed, so the threads change no number.
        var rows = OnProcessors.Of(numbers.Count, i => Row(numbers[i], samples, methods, resampling));
        return new MetricTable(scope.Dataset, scope.Model!, rows, Agreements.Of(samples, methods));
    }

    private static MetricRow Row(NumberInfo number, SampleSet samples, List<MethodInfo> methods, Resampling resampling)
    {
        var compared = samples.Random is { } random && !IsTrivial(number)
            ? Compare(number, samples, methods, samples.Of(random, number))
            : new Compared([], []);
        var (above, below) = Significant(compared);
        var half = Half(number, samples, methods, resampling.Seed);
        var reliability = half.Value is { } r ? Judged.Ok(SplitHalf.SpearmanBrown(r)) : half;
        return new MetricRow(
            number,
            StateCounts.Sum([.. samples.Methods.Select(m => samples.Of(m, number).States)]),
            compared.Images.Count,
            compared.Signs.Count,
            number.Score.DependsOnScale
                ? Judged.Undefined("depends-on-scale")
                : IsTrivial(number)
                ? Judged.Undefined("trivial-for-random")
                : Separation(compared, samples.Random is not null),
            compared.Images.Count < MeanInterval.LeastForBootstrap
                ? null
                : Bootstrap.PercentileInterval(
                    new ResampledDominance(compared.Signs).Mean,
                    resampling.Of(compared.Images.Count, MetricBoard.Resamples),
                    MeasuredInterval.Level),
            above,
            below,
            half,
            reliability,
            samples.Scope.Results.MetricCosts.FirstOrDefault(c => c.Metric == number.Metric.Key))
        {
            SeedShare = SeedShare(number, samples, methods),
            ReliabilityInterval = ReliabilityIntervals.Of(samples, methods, number, reliability),
        };
    }

    private static double? SeedShare(NumberInfo number, SampleSet samples, List<MethodInfo> methods)
    {
        double[] shares = [.. methods.Select(m => samples.Draws.Of(m, number)?.SeedShare).OfType<double>()];
        return shares.Length == 0 ? null : Quantile.Median(shares);
    }

    // A map that ignores the network is at the end of the range by its nature: to differ from it is no merit of the number.
    private static bool IsTrivial(NumberInfo number) => number.Metric.TrivialScores?.Contains(number.Score.Name) == true;

    private static Compared Compare(NumberInfo number, SampleSet samples, List<MethodInfo> methods, Sample random)
    {
        var counts = methods.Select(m => Signs(samples.Of(m, number), random)).Where(c => c.Count > 0).ToList();
        var images = random.Images.Where(i => counts.Any(c => c.ContainsKey(i))).ToList();
        return new Compared(images, [.. counts.Select(c => images.Select(i => c.GetValueOrDefault(i)).ToArray())]);
    }

    private static Dictionary<string, SignCount> Signs(Sample sample, Sample random)
    {
        var gains = sample.Gains(random);
        return Enumerable.Range(0, gains.Count).Where(i => gains[i].Length > 0)
            .ToDictionary(i => sample.Images[i], i => SignCount.Of(gains[i], Rounding.Tolerance));
    }

    private static Judged Separation(Compared compared, bool hasRandom) =>
        !hasRandom ? Judged.Undefined("no-random")
        : compared.Signs.Count == 0 ? Judged.Undefined("too-few-methods")
        : compared.Images.Count < 2 ? Judged.Undefined("too-few-images")
        : Judged.Ok(Dominance.Mean(compared.Signs, [.. Enumerable.Range(0, compared.Images.Count)])!.Value);

    private static (int Above, int Below) Significant(Compared compared)
    {
        var signs = compared.Signs.Select(m => (Gains: m.Count(s => s.Balance > 0), Losses: m.Count(s => s.Balance < 0))).ToList();
        var probabilities = Holm.Adjust([.. signs.Select(s => SignTest.TwoSided(s.Gains, s.Losses))]);
        var significant = signs.Zip(probabilities).Where(s => s.Second <= MetricBoard.Alpha).Select(s => s.First).ToList();
        return (significant.Count(s => s.Gains > s.Losses), significant.Count(s => s.Gains < s.Losses));
    }

    private static Judged Half(NumberInfo number, SampleSet samples, List<MethodInfo> methods, Seed seed)
    {
        if (number.Score.DependsOnScale)
            return Judged.Undefined("depends-on-scale");
        var found = methods.Select(m => samples.Of(m, number)).Where(s => s.Images.Count > 0).ToList();
        var images = found.SelectMany(s => s.Images).Distinct().ToList();
        if (found.Count < MetricBoard.LeastMethods)
            return Judged.Undefined("too-few-methods");
        if (images.Count < MetricBoard.LeastImages)
            return Judged.Undefined("too-few-images");
        if (found.Select(s => s.Merit).Distinct().Count() < 2)
            return Judged.Undefined("all-equal");
        // The images of the number are halved; a method may lack some of them.
        var places = found.Select(s => Places(s, images)).ToList();
        double? On(int method, ReadOnlySpan<int> half) => OnHalf(found[method], places[method], half);
        return SplitHalf.Spearman(found.Count, images.Count, On, seed, MetricBoard.Splits) is { } r
            ? Judged.Ok(r)
            : Judged.Undefined("too-few-methods");
    }

    // Where the sample has each image; -1 where it has not.
    private static int[] Places(Sample sample, List<string> images)
    {
        var own = sample.Images.Index().ToDictionary(i => i.Item, i => i.Index);
        return [.. images.Select(i => own.GetValueOrDefault(i, -1))];
    }

    private static double? OnHalf(Sample sample, int[] places, ReadOnlySpan<int> half)
    {
        var own = half.Length <= MostOnStack ? stackalloc int[half.Length] : new int[half.Length];
        var (count, isSorted) = (0, true);
        foreach (var image in half)
            if (places[image] >= 0)
            {
                isSorted &= count == 0 || places[image] > own[count - 1];
                own[count++] = places[image];
            }
        // Summed in the order of the images, however the half was drawn.
        if (!isSorted)
            own[..count].Sort();
        return sample.On(own[..count]);
    }
}
