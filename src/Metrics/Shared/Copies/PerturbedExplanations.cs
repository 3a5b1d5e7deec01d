using VisEval.Core;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>Which noise changes an image a little.</summary>
[About("How the changes are drawn: uniform in the L∞ ball of the radius, or normal of that deviation.")]
internal enum SmallNoise
{
    /// <summary>Each value of the image moves by a uniform number in [−radius, radius): a point of the L∞ ball.</summary>
    Uniform,

    /// <summary>Each value of the image moves by a normal number of deviation radius.</summary>
    Gaussian,
}

/// <summary>What a small change of the image does to its explanation.</summary>
/// <param name="Step">‖δ‖₂, the length of the change of the image.</param>
/// <param name="Change">‖Φ(x + δ) − Φ(x)‖₂ over all values of the attribution as the method defines it.</param>
/// <param name="ScaledChange">The same with each explanation divided by its largest magnitude.</param>
/// <param name="RelativeStep">‖δ/x‖₂, see <see cref="PerturbedExplanations.RelativeDistance"/>.</param>
/// <param name="RelativeChange">‖(Φ(x + δ) − Φ(x))/Φ(x)‖₂.</param>
internal readonly record struct PerturbedExplanation(
    double Step, double Change, double ScaledChange, double RelativeStep, double RelativeChange);

/// <summary>Explanations of an image changed a little, for one class; computed once for all metrics of robustness.</summary>
internal static class PerturbedExplanations
{
    private const double SmallestDivisor = 1e-6;

    private sealed record ChangesKey(SmallChanges Changes);

    /// <summary>What drawn changes do.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="drawn">How they are drawn.</param>
    public static IReadOnlyList<PerturbedExplanation> Of(IMetricContext context, SmallChanges drawn) =>
        context.Share(
            drawn,
            () => (IReadOnlyList<PerturbedExplanation>)[.. Changes(context, drawn).SelectMany(changes => Of(context, changes))]);

    /// <summary>The changed images of the same draws, in batches N×C×H×W.</summary>
    public static IEnumerable<Tensor> Images(IMetricContext context, SmallChanges drawn) =>
        Changes(context, drawn).Select(changes => Added(context, changes));

    /// <summary>What given changes do.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="changes">What is added to the image, N×C×H×W.</param>
    public static IReadOnlyList<PerturbedExplanation> Of(IMetricContext context, Tensor changes)
    {
        var images = Added(context, changes);
        var own = context.Attribution.Values.Values;
        return
        [
            .. context.Explain(images, context.Target, ModelVariant.Trained).Select((explanation, n) => new PerturbedExplanation(
                Length(changes.Item(n)),
                Distance(explanation.Values.Values, 1, own, 1),
                Distance(explanation.Values.Values, Largest(explanation.Values.Values), own, Largest(own)),
                RelativeDistance(images.Item(n), context.Image.Values),
                RelativeDistance(explanation.Values.Values, own))),
        ];
    }

    /// <summary>‖(b − a)/a‖₂, value by value; a divisor smaller than a millionth of the largest is that,
    /// whatever the unit.</summary>
    /// <param name="b">The changed values.</param>
    /// <param name="a">The values that the change is relative to, not all zero.</param>
    public static double RelativeDistance(ReadOnlySpan<float> b, ReadOnlySpan<float> a)
    {
        var (least, sum) = (SmallestDivisor * Largest(a), 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var ratio = ((double)b[i] - a[i]) / Math.Max(Math.Abs((double)a[i]), least);
            sum += ratio * ratio;
        }
        return Math.Sqrt(sum);
    }

    /// <summary>‖v‖₂.</summary>
    public static double Length(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    /// <summary>‖a − b‖₂.</summary>
    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Distance(a, 1, b, 1);

    // A scale of 0 is that of a map of zeros, which stays one.
    private static double Distance(ReadOnlySpan<float> a, double scaleA, ReadOnlySpan<float> b, double scaleB)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"{a.Length} values cannot be compared with {b.Length}.", nameof(a));
        var (perA, perB, sum) = (scaleA == 0 ? 1 : scaleA, scaleB == 0 ? 1 : scaleB, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] / perA - b[i] / perB;
            sum += difference * difference;
        }
        return Math.Sqrt(sum);
    }

    private static IEnumerable<Tensor> Changes(IMetricContext context, SmallChanges drawn)
    {
        var (samples, radius, noise) = drawn;
        var random = context.SharedSeed.For("small changes of the image").Random();
        return CopyBatches.Of(context, new ChangesKey(drawn), samples, (_, changes) =>
        {
            foreach (ref var change in changes)
                change = (float)(noise == SmallNoise.Uniform ? random.NextDouble(-radius, radius) : radius * random.NextGaussian());
        });
    }

    private static Tensor Added(IMetricContext context, Tensor changes)
    {
        var images = changes.Clone();
        for (var n = 0; n < images.BatchSize; n++)
            SpanMath.Add(context.Image.Values, images.Item(n));
        return images;
    }

    private static double Largest(ReadOnlySpan<float> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs((double)value));
        return largest;
    }
}
