using VisEval.Core;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>Which noise changes an image a little.</summary>
[About("How the changes are drawn: uniform in the L∞ ball of the radius, or normal of that deviation.")]
public enum SmallNoise
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
public readonly record struct PerturbedExplanation(double Step, double Change, double ScaledChange);

/// <summary>Explanations of an image changed a little, for one class; computed once for all metrics of robustness.</summary>
public static class PerturbedExplanations
{
    private sealed record ChangesKey(SmallChanges Changes);

    /// <summary>What drawn changes do.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="drawn">How they are drawn.</param>
    public static IReadOnlyList<PerturbedExplanation> Of(IMetricContext context, SmallChanges drawn) =>
        context.Share(drawn, () =>
        {
            var (samples, radius, noise) = drawn;
            var random = context.SharedSeed.For("small changes of the image").Random();
            var batches = CopyBatches.Of(context, new ChangesKey(drawn), samples, (_, changes) =>
            {
                foreach (ref var change in changes)
                    change = (float)(noise == SmallNoise.Uniform ? random.NextDouble(-radius, radius) : radius * random.NextGaussian());
            });
            return (IReadOnlyList<PerturbedExplanation>)[.. batches.SelectMany(changes => Of(context, changes))];
        });

    /// <summary>What given changes do.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="changes">What is added to the image, N×C×H×W.</param>
    public static IReadOnlyList<PerturbedExplanation> Of(IMetricContext context, Tensor changes)
    {
        var images = changes.Clone();
        for (var n = 0; n < images.BatchSize; n++)
            SpanMath.Add(context.Image.Values, images.Item(n));
        var own = context.Attribution.Values.Values;
        return
        [
            .. context.Explain(images, context.Target, ModelVariant.Trained).Select((explanation, n) => new PerturbedExplanation(
                Length(changes.Item(n)),
                Distance(explanation.Values.Values, 1, own, 1),
                Distance(explanation.Values.Values, Largest(explanation.Values.Values), own, Largest(own)))),
        ];
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

    private static double Largest(ReadOnlySpan<float> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs((double)value));
        return largest;
    }
}
