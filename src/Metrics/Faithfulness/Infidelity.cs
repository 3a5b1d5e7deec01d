using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How far the explanation, taken as a linear model, is off the change of the target's score under random changes I of the image;
/// lower is better.</summary>
/// <remarks>
/// <c>scaled</c> = E_I[(β Iᵀ Φ − Δ)²], Δ = f(x) − f(x − I), for the best factor β = max(0, E[Iᵀ Φ·Δ]/E[(Iᵀ Φ)²]),
/// so that the scale of a map does not count (Yeh et al., NeurIPS 2019, whose numbers are scaled); a map that is against the effects gets
/// no help from a negative factor, but E[Δ²], what a map of zeros gets. Their code and Captum's take a negative β too:
/// <c>factor=any</c>. <c>infidelity</c>: the same with β = 1, Captum's number unless asked otherwise; it depends on the unit of the map
/// and orders nothing. Φ has a value for each of C×H×W; a map of one value a pixel counts for each channel. <c>square</c>: I is the
/// image less the fill inside a square of a side between 1 and largest·min(H, W) (or <c>side</c>) at a random place; <c>gaussian</c>:
/// I ~ N(0, noise²); <c>noisy-baseline</c>: I = x − (fill + N(0, noise²)). The changes are the same for all methods. <c>binary=true</c>
/// is the authors' own square: Iᵀ Φ is the sum of Φ over the values that change, which suits maps that are contributions rather than
/// derivatives. The dialects take a tool's conventions with squares drawn at random: InterpretDL goes through all places of squares of 32,
/// 64 and 128 pixels; Quantus through a grid of tiles, without putting a tile back before the next, and multiplies Φ as matrices, which is
/// not reproduced; Captum leaves the changes to the user.
/// </remarks>
[Named("infidelity")]
[Paper("Yeh, Hsieh, Suggala, Inouye, Ravikumar: On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019", 2019)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work("samples + 1")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumber("undefined:not-finite", "the error is too large to be a number")]
[Dialect("captum", "samples=10,factor=any")]
[Dialect("quantus", "samples=10,side=4,fill=minimum")]
[Dialect("yeh-square", "binary=true,factor=any")]
[Dialect("interpretdl", "binary=true,fill=gray")]
internal sealed record Infidelity(
    [About("What is taken off the image.")] InfidelityPerturbation Perturbation = InfidelityPerturbation.Square,
    [InRange(1, 1_000_000)][About("Changes drawn.")] int Samples = 100,
    [InRange(0, 10_000)][About("The side of a square in pixels; 0: drawn.")] int Side = 0,
    [InRange(0, 1)][About("The largest side drawn, as a share of the shorter side of the image.")] double Largest = 0.36,
    [InRange(0, 1000)][About("Standard deviation of the noise in normalised input space.")] double Noise = 0.2,
    [About("What replaces a square, or the baseline, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's logit or its softmax probability.")] TargetScore Score = TargetScore.Logit,
    [About("Whether the relevances inside a square are added up as they are, I being 1 there, instead of weighted by the change of the "
        + "pixels.")]
    bool Binary = false,
    InfidelityFactor Factor = InfidelityFactor.NonNegative)
    : IMetric
{
    private sealed record Key(Infidelity Options);

    private static readonly ScoreInfo[] Info =
    [
        new("scaled", Direction.Lower, 0, double.PositiveInfinity),
        new("infidelity", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (Binary && Perturbation != InfidelityPerturbation.Square)
            throw new InputException("infidelity: binary=true adds up the relevances inside a square; it goes with perturbation=square.");
        var fill = context.ShareForImage(Fill, () => PixelFills.For(context, Fill));
        var seed = context.SharedSeed.For("infidelity");
        return Measure(context, Samples, (index, change) => Draw(context, seed.For(index).Random(), fill, change));
    }

    /// <summary>The numbers for given changes.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="count">The number of changes.</param>
    /// <param name="draw">Writes change I, C·H·W values.</param>
    public MetricResult Measure(IMetricContext context, int count, ChangedImages.Change draw) => Measure(context, count, (index, change) =>
    {
        draw(index, change);
        return new Square(0, 0, context.Map.Height, context.Map.Width);
    });

    private MetricResult Measure(IMetricContext context, int count, DrawChange draw)
    {
        var values = RankedElements.ValuesOf(context);
        if (!SpanMath.AreFinite(values))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        var size = new ImageSize(context.Image.Shape[1], context.Map.Height, context.Map.Width);
        var change = new float[context.Image.Length];
        var outputs = context.ShareForImage(
            new Key(this), () => ChangedImages.Outputs(context.Model, context.Image, context.Target, count, (i, image) =>
            {
                foreach (var (start, length) in draw(i, change).Rows(size))
                    for (var p = start; p < start + length; p++)
                        image[p] -= change[p];
            }));
        var whole = context.Output.Of(Score, context.Target);
        double[] losses = [.. outputs.Of(Score).Select(s => whole - s)];
        if (!losses.All(double.IsFinite))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));

        var explained = new double[count];
        for (var i = 0; i < count; i++)
        {
            var sum = 0.0;
            foreach (var (start, length) in draw(i, change).Rows(size))
                for (var p = start; p < start + length; p++)
                    sum += Binary ? change[p] != 0 ? values[p] : 0 : (double)change[p] * values[p];
            explained[i] = sum;
        }
        var square = explained.Sum(e => e * e);
        var best = square > 0 ? explained.Zip(losses, (e, l) => e * l).Sum() / square : 0;
        var beta = Factor == InfidelityFactor.Any ? best : Math.Max(0, best);
        double Error(double factor) => explained.Zip(losses, (e, l) => (factor * e - l) * (factor * e - l)).Average();
        return MetricResult.Of(Finite("scaled", Error(beta)), Finite("infidelity", Error(1)));
    }

    private static ScoreValue Finite(string name, double value) =>
        double.IsFinite(value) ? ScoreValue.Ok(name, value) : ScoreValue.Without(name, CellState.Undefined("not-finite"));

    private Square Draw(IMetricContext context, RandomSource random, Tensor fill, Span<float> change)
    {
        var image = context.Image.Values;
        var (height, width) = (context.Map.Height, context.Map.Width);
        if (Perturbation != InfidelityPerturbation.Square)
        {
            var baseline = Perturbation == InfidelityPerturbation.NoisyBaseline;
            for (var i = 0; i < change.Length; i++)
                change[i] = (baseline ? image[i] - fill.Values[i] : 0) - (float)(Noise * random.NextGaussian());
            return new Square(0, 0, height, width);
        }
        var shorter = Math.Min(height, width);
        var side = Side > 0 ? Math.Min(Side, shorter) : 1 + random.NextInt(Math.Max(1, (int)(Largest * shorter)));
        var square = new Square(random.NextInt(height - side + 1), random.NextInt(width - side + 1), side, side);
        foreach (var (start, length) in square.Rows(new ImageSize(context.Image.Shape[1], height, width)))
            for (var i = start; i < start + length; i++)
                change[i] = image[i] - fill.Values[i];
        return square;
    }

    // Writes a change and says where; elsewhere it is 0, whatever stands there.
    private delegate Square DrawChange(int index, float[] change);

    private readonly record struct Square(int Top, int Left, int Height, int Width)
    {
        // Its rows in every channel, in the order of the values.
        public IEnumerable<(int Start, int Length)> Rows(ImageSize size)
        {
            for (var channel = 0; channel < size.Channels; channel++)
                for (var y = Top; y < Top + Height; y++)
                    yield return ((channel * size.Height + y) * size.Width + Left, Width);
        }
    }
}
