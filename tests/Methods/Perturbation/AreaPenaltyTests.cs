using VisEval.Core;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class AreaPenaltyTests
{
    [Test]
    public void It_is_the_distance_of_the_sorted_mask_from_a_step()
    {
        // Of five values the largest two are compared with 1: 0.5, 0.75 → 1.
        Assert.That(
            new AreaPenalty(5, 0.4).Value([0.75f, 0, 0.25f, 0.5f, 0.25f]),
            Is.EqualTo((0 + 0.0625 + 0.0625 + 0.25 + 0.0625) / 5).Within(1e-7));
        Assert.That(new AreaPenalty(4, 0.5).Value([1, 0, 0, 1]), Is.Zero);
    }

    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.99)]
    public void The_gradient_agrees_with_differences(double area)
    {
        var random = Seed.Of(1).Random();
        float[] mask = [.. Enumerable.Range(0, 40).Select(_ => (float)random.NextDouble())];
        var penalty = new AreaPenalty(40, area);
        var gradient = new float[40];
        Array.Fill(gradient, 2);
        penalty.AddGradient(mask, 5, gradient);
        for (var i = 0; i < 40; i++)
        {
            double At(float step)
            {
                var moved = (float[])mask.Clone();
                moved[i] += step;
                return penalty.Value(moved);
            }
            Assert.That(gradient[i] - 2, Is.EqualTo(5 * (At(1e-4f) - At(-1e-4f)) / 2e-4).Within(1e-3));
        }
    }

    [Test]
    public void Equal_values_are_pushed_alike()
    {
        // Three of four equal values and the largest belong to the ones: 0.5 is compared with 3/4.
        var gradient = new float[6];
        new AreaPenalty(6, 4 / 6.0).AddGradient([0.5f, 0.2f, 0.5f, 0.9f, 0.5f, 0.5f], 1, gradient);
        Assert.That(gradient[0], Is.EqualTo(2 * (0.5 - 0.75) / 6).Within(1e-6));
        Assert.That(new[] { gradient[2], gradient[4], gradient[5] }, Has.All.EqualTo(gradient[0]));
        Assert.That(gradient[1], Is.EqualTo(2 * 0.2 / 6).Within(1e-6));
        Assert.That(gradient[3], Is.EqualTo(2 * (0.9 - 1) / 6).Within(1e-6));
    }
}
