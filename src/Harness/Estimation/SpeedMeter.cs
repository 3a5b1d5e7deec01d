using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Estimation;

/// <summary>Measures how fast networks are run, in a short time. Makes sessions that the run uses afterwards.</summary>
/// <param name="clock">The clock.</param>
/// <param name="residentBytes">The resident memory of the process at this moment.</param>
internal sealed class SpeedMeter(TimeProvider clock, Func<long> residentBytes)
{
    // As many as a run explains together, as far as the time allows it.
    private const int LargestBatch = 4;

    private const int SingleCalls = 3;
    private const double MostOverdraft = 2;

    // Where a network cannot be differentiated: what a gradient costs as a rule.
    private const double UsualGradient = 2.5;

    /// <summary>The machine's own clock and memory.</summary>
    public static SpeedMeter OfProcess { get; } = new(TimeProvider.System, () => Environment.WorkingSet);

    /// <summary>Measures the network of every job of a plan; one that several jobs share is measured once.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="budget">The time for all networks together; the first run of each, which makes its session, is not counted.</param>
    /// <param name="cancel">Stops between two calls of a network.</param>
    public IReadOnlyList<NetworkSpeed> Measure(Plan plan, TimeSpan budget, CancellationToken cancel)
    {
        var models = plan.Jobs.Select(j => j.Model).Distinct().ToList();
        var speeds = models.ToDictionary(m => m, m => Attempted(m, budget / Math.Max(1, models.Count), cancel));
        return [.. plan.Jobs.Select(j => speeds[j.Model])];
    }

    // A network that cannot be run is a failure of the run, not of its estimate.
    private NetworkSpeed Attempted(IModel model, TimeSpan budget, CancellationToken cancel)
    {
        var speed = Attempt.One(() => Measure(model, budget, cancel), cancel);
        return speed.Error is null ? speed.Value! : new NetworkSpeed(0, 0) { Failure = Recoverable.Message(speed.Error) };
    }

    private NetworkSpeed Measure(IModel model, TimeSpan budget, CancellationToken cancel)
    {
        var forward = Repeat(batch => model.Predict(batch), model.Input, budget / 3, cancel);
        try
        {
            var gradient = Repeat(
                batch => model.Gradient(batch, [.. Enumerable.Repeat(0, batch.BatchSize)], model.InputTensor),
                model.Input, budget * 2 / 3, cancel);
            return new NetworkSpeed(forward.Seconds, gradient.Seconds, Math.Max(forward.Bytes, gradient.Bytes));
        }
        // Methods that need the gradient fail on such a network; the others go on.
        catch (NoGradientRuleException)
        {
            return new NetworkSpeed(forward.Seconds, UsualGradient * forward.Seconds, forward.Bytes);
        }
    }

    // Seconds an image, the fastest of the calls that fit into the budget: whatever disturbs a call makes it slower.
    private (double Seconds, double Bytes) Repeat(Action<Tensor> call, ImageSize size, TimeSpan budget, CancellationToken cancel)
    {
        double Timed(Tensor batch)
        {
            cancel.ThrowIfCancellationRequested();
            var start = clock.GetTimestamp();
            call(batch);
            return clock.GetElapsedTime(start).TotalSeconds / batch.BatchSize;
        }
        var one = Noise(size, 1);
        Timed(one);
        var (first, left) = (double.PositiveInfinity, budget.TotalSeconds);
        // One call may be disturbed by whatever else runs; a slow network is still asked once only.
        for (var i = 0; i < SingleCalls && (i == 0 || left > -MostOverdraft * budget.TotalSeconds); i++)
        {
            var seconds = Timed(one);
            (first, left) = (Math.Min(first, seconds), left - seconds);
        }
        var count = first <= 0 ? LargestBatch : (int)Math.Clamp(left / 2 / first, 1, LargestBatch);
        if (count == 1)
            return (first, 0);
        var batch = Noise(size, count);
        var before = residentBytes();
        var (last, best) = (Timed(batch), first);
        var grown = (double)Math.Max(0, residentBytes() - before) / (count - 1);
        for (left -= last * count; last > 0 && left > last * count; left -= last * count)
        {
            best = Math.Min(best, last);
            last = Timed(batch);
        }
        return (Math.Min(best, last), grown);
    }

    /// <summary>Images of noise.</summary>
    public static Tensor Noise(ImageSize size, int count)
    {
        var noise = Tensor.Zeros(count, size.Channels, size.Height, size.Width);
        var random = Seed.Of(0).For("speed").Random();
        for (var i = 0; i < noise.Length; i++)
            noise.Values[i] = (float)random.NextGaussian();
        return noise;
    }
}
