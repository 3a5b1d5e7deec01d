using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>What ROAD reads off the model.</summary>
internal enum RoadScore
{
    /// <summary>The softmax probability of the target.</summary>
    Probability,

    /// <summary>The logit of the target.</summary>
    Logit,

    /// <summary>What removal adds to the target's probability: after − before.</summary>
    Change,

    /// <summary>1 where the most likely class is one of the dataset's labels, else 0.</summary>
    Accuracy,
}

/// <summary>Remove and debias: the score that is left when pixels are replaced by imputation from their neighbours,
/// in both orders.</summary>
/// <remarks>
/// For every share p the most salient (<c>morf</c>, lower is better) or the least salient pixels (<c>lerf</c>, higher is better) are
/// replaced by <see cref="LinearImputation"/> plus noise N(0, noise²), which hides from the network where something was removed
/// (Rong et al., ICML 2022). Each number is the mean of the score over the shares; <c>combined</c> = (lerf − morf)/2, 0 in expectation
/// for a random map. The noise of an image is the same for every method. It is added in the model's normalised space; the authors add it to
/// pixels in [0, 1], which is noise/std here: 0.044 where inputs were divided by ImageNet's 0.225. Constant maps have no order:
/// <c>degenerate:constant</c>.
/// <para><c>@rong</c>: accuracy against the label; equal pixels in an order shaken by 1e-4 of the map's range (there one draw for all
/// images, here one an image); and for <c>lerf</c> a share is what is <em>kept</em>: its 0.1 removes 90 %, where it otherwise is what is
/// removed, as for <c>morf</c>. <c>@pytorch-grad-cam</c>: a threshold at a percentile instead of a count, which removes all pixels that tie
/// with it, and the change of the probability; of a map that is zero in more than a share of the image nothing is left to impute from, and
/// that number is <c>undefined:nothing-kept</c> (there the singular system is solved all the same). The tool takes the least salient from
/// 1 − map in 32 bits, which makes new ties of tiny values; ours is exact. The combined number of both, as of ours,
/// is lerf − morf halved.</para>
/// </remarks>
[Named("road")]
[Paper("Rong, Leemann, Borisov, Kasneci, Kasneci: A Consistent and Efficient Evaluation Strategy for Attribution Methods, ICML 2022", 2022)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("2 * count(shares) + when(score, change, 1, 0)")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("undefined:nothing-kept", "a share is the whole image, because all pixels tie or the image is tiny")]
[NoNumber("undefined:no-labels", "accuracy is asked for and the dataset does not name the image's classes")]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("random", "combined", "0")]
[KnownScore("uniform", "combined", "degenerate:constant")]
[Dialect("rong", "shares=0.1+0.2+0.3+0.4+0.5+0.7+0.9,score=accuracy,lerf-keeps=true,shake=0.0001")]
[Dialect("pytorch-grad-cam", "score=change,removal=percentile")]
internal sealed record Road(
    [About("The shares of the image that are removed, increasing, joined by +.")] string Shares = "0.1+0.2+0.3+0.4+0.5+0.6+0.7+0.8+0.9",
    [About("What is read off the model: the target's probability or logit, the change of the probability, or accuracy against the label.")]
    RoadScore Score = RoadScore.Probability,
    [About("Which pixels a share is: a count of them, or all at or beyond a percentile of the map.")]
    RemovalRule Removal = RemovalRule.Count,
    [About("Whether a share is what is kept instead of removed, where the least salient pixels go first.")] bool LerfKeeps = false,
    [InRange(0, 100)][About("Standard deviation of the noise on replaced pixels, in normalised input space.")] double Noise = 0.01,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, or drawn from the seed.")] TieOrder Ties = TieOrder.Stable,
    [InRange(0, 1)][About("Standard deviation of noise on the map, scaled to [0, 1], before it is ordered.")] double Shake = 0)
    : IMetric
{
    private sealed record OutputsKey(RoadRemoval Removal, bool LeastFirst, double Noise, Seed Seed);

    private sealed record NoiseKey(Seed Seed, double Noise);

    /// <summary>The shares of the image that are removed, increasing, joined by +.</summary>
    public string Shares { get; } = Fractions.Checked(Shares, "road: shares");

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores
    {
        get
        {
            var (low, high) = Score switch
            {
                RoadScore.Logit => (double.NegativeInfinity, double.PositiveInfinity),
                RoadScore.Change => (-1.0, 1.0),
                _ => (0.0, 1.0),
            };
            var half = Score == RoadScore.Logit ? double.PositiveInfinity : 0.5;
            return
            [
                new("morf", Direction.Lower, low, high),
                new("lerf", Direction.Higher, low, high),
                new("combined", Direction.Higher, -half, half),
            ];
        }
    }

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        if (Score == RoadScore.Accuracy && context.Labels.Count == 0)
            return MetricResult.Without(this, CellState.Undefined("no-labels"));

        var (morf, lerf) = (new Side("morf", Values(context, leastFirst: false)), new Side("lerf", Values(context, leastFirst: true)));
        var combined = new[] { morf, lerf }.FirstOrDefault(s => !s.State.IsOk) is { } without
            ? ScoreValue.Without("combined", without.State)
            : ScoreValue.Ok("combined", (lerf.Values!.Average() - morf.Values!.Average()) / 2);
        var shares = Fractions.Parse(Shares);
        return new MetricResult(
            [morf.Score, lerf.Score, combined],
            [.. new[] { morf, lerf }.Where(s => s.State.IsOk).Select(s => new Curve($"road-{s.Name}", shares, s.Values!))]);
    }

    // One value a share, or null where nothing is kept at one of them.
    private double[]? Values(IMetricContext context, bool leastFirst)
    {
        var key = new OutputsKey(
            new RoadRemoval(Shares, Removal, LerfKeeps, Ties, Shake), leastFirst, Noise, context.SharedSeed.For("road"));
        var outputs = context.Share(key, () => Outputs(context, key));
        var before = Score == RoadScore.Change ? context.Output.Probability(0, context.Target) : 0;
        return outputs?.Select(o => Score switch
        {
            RoadScore.Logit => o.Logit,
            RoadScore.Accuracy => !o.IsFinite ? double.NaN : context.Labels.Contains(o.Top1) ? 1.0 : 0.0,
            _ => (double)o.Probability - before,
        }).ToArray();
    }

    private static TargetOutput[]? Outputs(IMetricContext context, OutputsKey key)
    {
        var kept = key.Removal.Kept(context.Map, key.LeastFirst, key.Seed);
        if (!kept.All(k => k.Contains(true)))
            return null;
        var seed = key.Seed.For(key.LeastFirst ? "lerf" : "morf");
        return PaintedImages.Outputs(
            context.Model, kept.Length, context.Target, (i, image) => Paint(context, kept[i], key.Noise, seed.For(i), image));
    }

    private static void Paint(IMetricContext context, bool[] kept, double noise, Seed seed, Span<float> destination)
    {
        LinearImputation.Fill(context.Image, kept).Values.CopyTo(destination);
        if (noise == 0)
            return;
        // The first numbers go to the first pixels that are made up, whichever these are.
        var numbers = SharedDraws.Of(context, new NoiseKey(seed, noise), destination.Length, () => Draw(context.Image.Length, noise, seed));
        var next = 0;
        for (var start = 0; start < destination.Length; start += kept.Length)
            for (var pixel = 0; pixel < kept.Length; pixel++)
                if (!kept[pixel])
                    destination[start + pixel] += numbers[next++];
    }

    private static float[] Draw(int count, double noise, Seed seed)
    {
        var (numbers, random) = (new float[count], seed.Random());
        foreach (ref var number in numbers.AsSpan())
            number = (float)(noise * random.NextGaussian());
        return numbers;
    }

    // One order of removal: its values, or why there are none.
    private sealed record Side(string Name, double[]? Values)
    {
        public CellState State => Values is null ? CellState.Undefined("nothing-kept")
            : Values.All(double.IsFinite) ? CellState.Ok : CellState.Undefined("model-output-not-finite");

        public ScoreValue Score => State.IsOk ? ScoreValue.Ok(Name, Values!.Average()) : ScoreValue.Without(Name, State);
    }
}
