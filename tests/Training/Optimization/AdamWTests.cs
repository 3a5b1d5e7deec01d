using VisEval.Core;
using VisEval.Training.Optimization;

namespace VisEval.Tests.Training.Optimization;

public class AdamWTests
{
    [Test]
    public void The_first_step_moves_every_weight_by_the_rate_against_its_slope()
    {
        // With both moments corrected, m̂/√v̂ of the first step is the sign of the slope.
        var weights = new Tensor([1f, -2f], 2);
        new AdamW(decay: 0).Step([("w", weights)], [new Tensor([0.3f, -4f], 2)], rate: 0.1);
        Assert.That(weights.Values, Is.EqualTo(new[] { 0.9f, -1.9f }).Within(1e-6));
    }

    [Test]
    public void Matrices_shrink_and_vectors_do_not()
    {
        var (matrix, vector) = (new Tensor([2f], 1, 1), new Tensor([2f], 1));
        new AdamW(decay: 0.5).Step([("m", matrix), ("v", vector)], [Tensor.Zeros(1, 1), Tensor.Zeros(1)], rate: 0.1);
        Assert.That(matrix.Values[0], Is.EqualTo(2 - 0.1 * 0.5 * 2).Within(1e-6));
        Assert.That(vector.Values[0], Is.EqualTo(2));
    }

    [Test]
    public void Several_steps_follow_the_published_recurrence()
    {
        double[] slopes = [0.5, -1, 0.25];
        var (w, m, v) = (1.0, 0.0, 0.0);
        var weights = new Tensor([1f], 1);
        var optimizer = new AdamW(decay: 0, beta1: 0.8, beta2: 0.9);
        for (var t = 1; t <= slopes.Length; t++)
        {
            m = 0.8 * m + 0.2 * slopes[t - 1];
            v = 0.9 * v + 0.1 * slopes[t - 1] * slopes[t - 1];
            w -= 0.05 * (m / (1 - Math.Pow(0.8, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.9, t))) + 1e-8);
            optimizer.Step([("w", weights)], [new Tensor([(float)slopes[t - 1]], 1)], 0.05);
        }
        Assert.That(weights.Values[0], Is.EqualTo(w).Within(1e-6));
    }

    [Test]
    public void The_learning_rate_warms_up_peaks_and_ends_at_zero()
    {
        var schedule = new CosineSchedule(Peak: 2, WarmUp: 4, Steps: 104);
        Assert.That(schedule.At(0), Is.EqualTo(0.5));
        Assert.That(schedule.At(4), Is.EqualTo(2));
        Assert.That(schedule.At(54), Is.EqualTo(1).Within(1e-9));
        Assert.That(schedule.At(104), Is.EqualTo(0).Within(1e-9));
    }
}
