using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>How far methods have come from the best control to the best attainable: (m − m₀)/(m* − m₀).</summary>
/// <remarks>
/// m is the method's mean merit (more is better), m₀ that of the control with the best mean, or of the one that the ranking rule names,
/// m* the best the number can be; of means, never a mean of ratios (<see cref="Skill"/>). Mean over the numbers of a construct, over
/// networks, over constructs by their weights. m and m₀ are over the same cells, those with both, so that a method does not gain by
/// cells that it leaves out; where more than a tenth of its cells have no number, each of these counts as the worst there is.
/// A number without a best value, or in which the control is ideal, has no skill. Skill
/// depends on no other method, unlike a rank; it is not bounded below.
/// </remarks>
internal static class Skills
{
    private const int Resamples = 999;

    // Above this share of missing cells the common ones no longer stand for all (Manski, 1990).
    private const double MostMissing = 0.1;

    /// <summary>The skill of each method by key, where it has one.</summary>
    public static IReadOnlyDictionary<string, SkillScore> Of(SampleSet samples, IReadOnlyList<NumberInfo> criteria)
    {
        var fields = criteria.SelectMany(c => Enumerable.Range(0, samples.Explanations.Networks.Count)
            .Select(n => Field.Of(samples, c, n))).OfType<Field>().ToList();
        var images = samples.Explanations.Images.Count;
        var draws = images < MeanInterval.LeastForBootstrap ? [] : samples.Resampling.Of(images, Resamples).ToArray();
        // Every resample is of the null too, drawn with the methods.
        var resampled = fields.AsParallel().AsOrdered().Select(f => f.Resampled(draws)).ToList();
        var found = samples.Methods.AsParallel().AsOrdered()
            .Select(m => (m.Key, Skill: Score(m, fields, draws.Length, resampled, samples.Rule)));
        return found.Where(f => f.Skill is not null).ToDictionary(f => f.Key, f => f.Skill!);
    }

    private static SkillScore? Score(
        MethodInfo method, IReadOnlyList<Field> fields, int draws, IReadOnlyList<IReadOnlyDictionary<ImageMeans, double[]>> resampled,
        RankingRule rule)
    {
        var own = fields.Index().Select(f => (f.Index, Field: f.Item, Means: f.Item.Of(method)!)).Where(f => f.Means is not null).ToList();
        var mean = new SkillMean([.. own.Select(f => (f.Field.Construct, f.Field.Network))], rule);
        double[] skills = [.. own.Select(f => f.Field.SkillOf(f.Means.Own.Mean, f.Means.Null.Mean))];
        if (mean.Of(skills) is not { } value)
            return null;
        var drawn = own.Select(f => (f.Field, Own: resampled[f.Index][f.Means.Own], Null: resampled[f.Index][f.Means.Null])).ToList();
        return new SkillScore(
            value,
            Bootstrap.PercentileInterval(
                Enumerable.Range(0, draws).Select(i => mean.Of([.. drawn.Select(f => f.Field.SkillOf(f.Own[i], f.Null[i]))])),
                MeasuredInterval.Level),
            mean.ByConstruct(skills));
    }

    /// <summary>A number on a network.</summary>
    private sealed record Field(
        Construct Construct, int Network, double Best, IReadOnlyDictionary<string, Pair> Methods)
    {
        /// <summary>Null where no control has the number, it has no best value, or a control is ideal.</summary>
        public static Field? Of(SampleSet samples, NumberInfo number, int network)
        {
            var (explanations, best) = (samples.Explanations, number.Score.Merit(number.Score.Best));
            var merits = samples.Methods.Select(m => (Method: m, Merits: Judged(samples, number, m, network))).ToList();
            // A control with its missing values at their worst would be an easier null.
            var nulls = samples.Methods.Where(m => IsNull(samples.Rule, m)).Select(m => samples.MeritsOf(m, number))
                .Select(m => (Merits: m, Means: ImageMeans.Of(explanations, m, m, network)))
                .Where(m => double.IsFinite(m.Means.Mean)).ToList();
            if (nulls.Count == 0 || !double.IsFinite(best))
                return null;
            var (control, whole) = nulls.MaxBy(m => m.Means.Mean);
            if (new Skill(best).Of(best, whole.Mean) is null)
                return null;
            var pairs = merits.Select(m => (m.Method.Key, Pair: Pair.Of(explanations, m.Merits, control, whole, network)))
                .Where(p => double.IsFinite(p.Pair.Own.Mean)).ToDictionary(p => p.Key, p => p.Pair);
            return new Field(number.Metric.Construct!.Value, network, best, pairs);
        }

        // A number that a method has nowhere is not asked.
        private static Merits Judged(SampleSet samples, NumberInfo number, MethodInfo method, int network)
        {
            var merits = samples.MeritsOf(method, number);
            var (asked, missing) = (0, 0);
            for (var i = 0; i < merits.Values.Length; i++)
                if (merits.Applies[i] && samples.Explanations.NetworkOf[i] == network)
                    (asked, missing) = (asked + 1, missing + (double.IsNaN(merits.Values[i]) ? 1 : 0));
            return merits.HasAny && missing > MostMissing * asked ? merits.Filled(samples.RangeOf(number).Worst) : merits;
        }

        private static bool IsNull(RankingRule rule, MethodInfo method) =>
            method.IsControl && (rule.SkillNull == RankingRule.BestControl || RankingRule.Means(rule.SkillNull, method));

        /// <summary>The mean of every method over each draw of the images.</summary>
        public IReadOnlyDictionary<ImageMeans, double[]> Resampled(int[][] draws)
        {
            ImageMeans[] means = [.. Methods.Values.SelectMany(p => new[] { p.Own, p.Null }).Distinct()];
            var resampled = ResampledRatios.Of([.. means.Select(m => (m.Sums, m.Counts))], draws);
            return means.Zip(resampled).ToDictionary(m => m.First, m => m.Second);
        }

        public Pair? Of(MethodInfo method) => Methods.GetValueOrDefault(method.Key);

        // NaN where a resample has no value, or its null is ideal.
        public double SkillOf(double mean, double nullMean) => new Skill(Best).Of(mean, nullMean) ?? double.NaN;
    }

    /// <summary>A method and the null over the cells that both have.</summary>
    private sealed record Pair(ImageMeans Own, ImageMeans Null)
    {
        /// <summary>The null is <paramref name="whole"/> itself where the method lacks none of its cells: it is resampled once.</summary>
        public static Pair Of(Explanations explanations, Merits method, Merits control, ImageMeans whole, int network)
        {
            var own = ImageMeans.Of(explanations, method, control, network);
            var other = ImageMeans.Of(explanations, control, method, network);
            return new Pair(method == control ? whole : own, own.Counts.SequenceEqual(whole.Counts) ? whole : other);
        }
    }

    /// <summary>Merits by image.</summary>
    // Compared by their arrays, which nothing else has.
    private sealed record ImageMeans(double[] Sums, int[] Counts)
    {
        /// <summary>Of the explanations on a network in which another has a merit too.</summary>
        public static ImageMeans Of(Explanations explanations, Merits merits, Merits other, int network)
        {
            var (sums, counts) = (new double[explanations.Images.Count], new int[explanations.Images.Count]);
            for (var i = 0; i < explanations.Count; i++)
                if (explanations.NetworkOf[i] == network && !double.IsNaN(merits.Values[i])
                    && !double.IsNaN(other.Values[i]))
                {
                    sums[explanations.ImageOf[i]] += merits.Values[i];
                    counts[explanations.ImageOf[i]]++;
                }
            return new ImageMeans(sums, counts);
        }

        /// <summary>Over all images; NaN where there is none.</summary>
        public double Mean { get; } = Sums.Sum() / Counts.Sum();
    }
}
