using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Reports;

/// <summary>Measures the metrics of one dataset and model.</summary>
internal static class MetricTableBuilder
{
    private sealed record Compared(IReadOnlyList<string> Images, IReadOnlyList<SignCount[]> Signs);

    public static MetricTable Build(Scope scope, Pooling pooling)
    {
        var samples = SampleSet.Of(scope, pooling);
        var methods = samples.Methods.Where(m => !m.IsControl).ToList();
        var resampling = new Resampling(Seed.Of(scope.Results.Info.Seed).For("metrics"));
        // Rows are independent and start from the same seed, so the threads change no number.
        var rows = samples.Numbers.AsParallel().AsOrdered().Select(n => Row(n, scope, samples, methods, resampling)).ToList();
        var columns = samples.Numbers.AsParallel().AsOrdered().Select(n => methods.Select(m => Upward(samples.Of(m, n).Value, n)).ToArray()).ToList();
        var agreements =
            from second in Enumerable.Range(0, columns.Count)
            from first in Enumerable.Range(0, second)
            orderby first, second
            select Agree(samples.Numbers[first], samples.Numbers[second], columns[first], columns[second]);
        return new MetricTable(scope.Dataset, scope.Model!, rows, [.. agreements]);
    }

    // Rounded, so that equal means summed in another order are a tie.
    private static double? Upward(double? value, NumberInfo number) => value is { } v
        ? Math.Round(number.Score.Direction == Direction.Higher ? v : -v, 12) : null;

    private static MetricRow Row(NumberInfo number, Scope scope, SampleSet samples, List<MethodInfo> methods, Resampling resampling)
    {
        var all = samples.Methods.Select(m => samples.Of(m, number).States).ToList();
        var compared = samples.Random is { } random ? Compare(number, samples, methods, samples.Of(random, number)) : new Compared([], []);
        var (above, below) = ToldApart(compared);
        var half = Half(number, samples, methods, resampling.Seed);
        return new MetricRow(
            number,
            new StateCounts(all.Sum(c => c.Ok), all.Sum(c => c.Degenerate), all.Sum(c => c.Undefined), all.Sum(c => c.Failed)),
            compared.Images.Count,
            compared.Signs.Count,
            Separation(compared, samples.Random is not null),
            compared.Images.Count < MetricBoard.LeastImages
                ? null
                : Bootstrap.PercentileInterval(
                    drawn => Dominance.Mean(compared.Signs, drawn), resampling.Of(compared.Images.Count, Leaderboard.Resamples), Leaderboard.Level),
            above,
            below,
            half,
            half.Value is { } r ? Judged.Ok(SplitHalf.SpearmanBrown(r)) : half,
            scope.Results.MetricCosts.FirstOrDefault(c => c.Metric == number.Metric.Key));
    }

    private static Compared Compare(NumberInfo number, SampleSet samples, List<MethodInfo> methods, Sample random)
    {
        var counts = methods.Select(m => samples.Of(m, number))
            .Select(s => s.Images.Zip(s.Gains(random, number.Score.Direction)).Where(g => g.Second.Count > 0)
                .ToDictionary(g => g.First, g => SignCount.Of(g.Second, Sample.Rounding)))
            .Where(c => c.Count > 0).ToList();
        var images = random.Images.Where(i => counts.Any(c => c.ContainsKey(i))).ToList();
        return new Compared(images, [.. counts.Select(c => images.Select(i => c.GetValueOrDefault(i)).ToArray())]);
    }

    private static Judged Separation(Compared compared, bool hasRandom) =>
        !hasRandom ? Judged.Undefined("no-random")
        : compared.Signs.Count == 0 ? Judged.Undefined("too-few-methods")
        : compared.Images.Count < 2 ? Judged.Undefined("too-few-images")
        : Judged.Ok(Dominance.Mean(compared.Signs, [.. Enumerable.Range(0, compared.Images.Count)])!.Value);

    private static (int Above, int Below) ToldApart(Compared compared)
    {
        var signs = compared.Signs.Select(method => (Gains: method.Count(s => s.Balance > 0), Losses: method.Count(s => s.Balance < 0))).ToList();
        var probabilities = Holm.Adjust([.. signs.Select(s => SignTest.TwoSided(s.Gains, s.Losses))]);
        var apart = signs.Zip(probabilities).Where(s => s.Second <= MetricBoard.Alpha).Select(s => s.First).ToList();
        return (apart.Count(s => s.Gains > s.Losses), apart.Count(s => s.Gains < s.Losses));
    }

    private static Judged Half(NumberInfo number, SampleSet samples, List<MethodInfo> methods, Seed seed)
    {
        var found = methods.Select(m => samples.Of(m, number)).Where(s => s.Images.Count > 0).ToList();
        var images = found.SelectMany(s => s.Images).Distinct().ToList();
        if (found.Count < MetricBoard.LeastMethods)
            return Judged.Undefined("too-few-methods");
        if (images.Count < MetricBoard.LeastImages)
            return Judged.Undefined("too-few-images");
        if (found.Select(s => Upward(s.Value, number)).Distinct().Count() < 2)
            return Judged.Undefined("all-equal");
        // The images of the number are halved; a method may lack some of them.
        var places = found.Select(s => s.Images.Index().ToDictionary(i => i.Item, i => i.Index)).ToList();
        double? On(int method, IReadOnlyList<int> half) => Upward(
            found[method].On([.. half.Where(i => places[method].ContainsKey(images[i])).Select(i => places[method][images[i]]).Order()]), number);
        return SplitHalf.Spearman(found.Count, images.Count, On, seed, MetricBoard.Splits) is { } r ? Judged.Ok(r) : Judged.Undefined("too-few-methods");
    }

    private static Agreement Agree(NumberInfo first, NumberInfo second, double?[] x, double?[] y)
    {
        var both = x.Zip(y).Where(v => v is { First: not null, Second: not null }).ToList();
        var tau = KendallTau.Of([.. both.Select(v => v.First!.Value)], [.. both.Select(v => v.Second!.Value)]);
        return new Agreement(
            first, second, both.Count,
            both.Count < MetricBoard.LeastMethods ? Judged.Undefined("too-few-methods")
                : tau.TauB is { } value ? Judged.Ok(value) : Judged.Undefined("all-equal"),
            tau.Discordant, tau.Pairs);
    }
}
