using VisEval.Core;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Tests.Methods.Shared.Optimization;

public sealed class OptimizationTests
{
    [Test]
    public void The_first_step_of_Adam_is_the_rate_against_the_sign_and_the_second_is_by_hand()
    {
        var adam = new Adam(3, 0.1);
        float[] x = [1, 1, 1];
        adam.Step(x, [2, -0.5f, 0]);
        Assert.That(x, Is.EqualTo(new[] { 0.9f, 1.1f, 1 }).Within(1e-6f));

        adam.Step(x, [1, 3, 0]);
        // m = 0.9·0.1·g₁ + 0.1·g₂ and v = 0.999·0.001·g₁² + 0.001·g₂², divided by 1 − 0.81 and 1 − 0.998001.
        double Second(double g1, double g2) =>
            0.1 * (0.09 * g1 + 0.1 * g2) / 0.19 / (Math.Sqrt((0.000999 * g1 * g1 + 0.001 * g2 * g2) / 0.001999) + 1e-8);
        Assert.That(x, Is.EqualTo(new[] { 0.9 - Second(2, 1), 1.1 - Second(-0.5, 3), 1 }).Within(1e-6));
    }

    [Test]
    public void Adam_comes_to_the_minimum_of_a_parabola()
    {
        var adam = new Adam(2, 0.1);
        float[] x = [5, -3];
        for (var t = 0; t < 2000; t++)
            adam.Step(x, [2 * (x[0] - 1), 20 * (x[1] - 2)]);
        Assert.That(x, Is.EqualTo(new[] { 1, 2 }).Within(1e-3f));
    }

    [Test]
    public void Momentum_gathers_gradients_and_only_later_ones_are_dampened()
    {
        var descent = new MomentumDescent(1, 0.01, 0.9, 0.9);
        float[] x = [1];
        descent.Step(x, [10]);
        Assert.That(x[0], Is.EqualTo(1 - 0.01 * 10).Within(1e-6));
        descent.Step(x, [20]);
        Assert.That(x[0], Is.EqualTo(0.9 - 0.01 * (0.9 * 10 + 0.1 * 20)).Within(1e-6));
        descent.Step(x, [0]);
        Assert.That(x[0], Is.EqualTo(0.79 - 0.01 * 0.9 * 11).Within(1e-6));
    }

    [TestCase(1.5)]
    [TestCase(2)]
    [TestCase(3)]
    public void The_gradient_of_the_total_variation_agrees_with_differences(double beta)
    {
        var random = Seed.Of(4).Random();
        float[] plane = [.. Enumerable.Range(0, 20).Select(_ => (float)random.NextDouble())];
        var gradient = new float[20];
        Array.Fill(gradient, 7);
        TotalVariation.AddGradient(plane, 5, beta, 0.3, gradient);
        for (var i = 0; i < 20; i++)
        {
            double At(float step)
            {
                var moved = (float[])plane.Clone();
                moved[i] += step;
                return TotalVariation.Value(moved, 5, beta);
            }
            Assert.That(gradient[i] - 7, Is.EqualTo(0.3 * (At(1e-3f) - At(-1e-3f)) / 2e-3).Within(2e-3), $"value {i}");
        }
    }

    [Test]
    public void The_total_variation_is_a_sum_of_powers_of_lengths()
    {
        // Down and right of each: (3, 1), (2, 0), (0, 0), (0, 0).
        Assert.That(TotalVariation.Value([1, 2, 4, 4], 2, 2), Is.EqualTo(9 + 1 + 4).Within(1e-6));
        Assert.That(TotalVariation.Value([1, 2, 4, 4], 2, 3), Is.EqualTo(Math.Pow(10, 1.5) + 8).Within(1e-6));
    }

    [Test]
    public void A_flat_plane_has_no_variation_and_no_gradient([Values(1, 2, 3)] double beta)
    {
        var gradient = new float[6];
        TotalVariation.AddGradient([2, 2, 2, 2, 2, 2], 3, beta, 1, gradient);
        Assert.That(gradient, Has.All.Zero);
    }
}
