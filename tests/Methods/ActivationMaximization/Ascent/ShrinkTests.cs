using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Ascent;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Tests.Methods.ActivationMaximization.Ascent;

public sealed class ShrinkTests
{
    private static readonly ImageSize Size = new(2, 3, 4);

    [Test]
    public void A_penalty_takes_off_its_own_derivative()
    {
        var (picture, origin) = (Adjoint.Draw(Size.Length, 1, 0, 1), Adjoint.Draw(Size.Length, 2, 0, 1));
        var options = new PenaltyOptions(Smooth: 0, L2: 0.3, Tv: 0.2, TvPower: 3, AlphaWeight: 0.7, Alpha: 4);
        double Penalty(float[] p)
        {
            var sum = 0.0;
            for (var i = 0; i < p.Length; i++)
                sum += 0.3 * Math.Pow(p[i] - origin[i], 2) + 0.7 * Math.Pow(Math.Abs(p[i] - origin[i]), 4);
            for (var c = 0; c < 2; c++)
                sum += 0.2 * TotalVariation.Value(p.AsSpan(c * 12, 12), 4, 3);
            return sum;
        }
        var gradient = new float[Size.Length];
        options.Subtract(picture, origin, Size, gradient);
        for (var i = 0; i < picture.Length; i++)
        {
            float[] Moved(float by) => [.. picture.Select((p, k) => k == i ? p + by : p)];
            Assert.That(gradient[i], Is.EqualTo(-(Penalty(Moved(1e-3f)) - Penalty(Moved(-1e-3f))) / 2e-3).Within(5e-3));
        }
    }

    [Test]
    public void Smoothness_weighs_by_the_mean_magnitude_of_the_derivative_and_vanishes_for_large_pictures()
    {
        var picture = Adjoint.Draw(Size.Length, 1, 0, 1);
        float[] After(PenaltyOptions options, float scale)
        {
            var gradient = Array.ConvertAll(Adjoint.Draw(Size.Length, 3), g => g * scale);
            options.Subtract(picture, picture, Size, gradient);
            return gradient;
        }
        // The derivative scales as a whole, so that a network with larger logits gives the same direction.
        Assert.That(After(new(Smooth: 2), 10), Is.EqualTo(After(new(Smooth: 2), 1).Select(g => 10 * g)).Within(1e-4));
        Assert.That(new PenaltyOptions().SmoothFor(new ImageSize(3, 224, 300)), Is.Zero);
        Assert.That(new PenaltyOptions().SmoothFor(new ImageSize(3, 56, 80)), Is.EqualTo(0.75).Within(1e-12));
    }

    [Test]
    public void Decay_length_and_pixels_without_weight_do_what_they_say()
    {
        var gradient = Adjoint.Draw(Size.Length, 5);
        float[] After(ShrinkOptions options)
        {
            var z = Adjoint.Draw(Size.Length, 4);
            options.Apply(z, gradient, Size, 4);
            return z;
        }
        var before = After(new());
        Assert.That(After(new(Decay: 0.25)), Is.EqualTo(before.Select(z => 0.75f * z)).Within(1e-6));
        Assert.That(After(new(Length: 0.5)).Average(z => (double)z * z), Is.EqualTo(0.25).Within(1e-6));
        Assert.That(After(new(Blur: 1, BlurEvery: 4)), Is.EqualTo(GaussianBlur.Apply(before, Size, 1)));
        Assert.That(After(new(Blur: 1, BlurEvery: 3)), Is.EqualTo(before));
        // Of 12 pixels the half of the smallest norm.
        double Norm(int pixel) => Math.Pow(before[pixel], 2) + Math.Pow(before[pixel + 12], 2);
        var small = Enumerable.Range(0, 12).OrderBy(Norm).Take(6).ToHashSet();
        Assert.That(After(new(SmallPixels: 50)), Is.EqualTo(before.Select((z, i) => small.Contains(i % 12) ? 0 : z)));
        double Share(int pixel) => Math.Abs((double)before[pixel] * gradient[pixel] + (double)before[pixel + 12] * gradient[pixel + 12]);
        var idle = Enumerable.Range(0, 12).OrderBy(Share).Take(6).ToHashSet();
        Assert.That(After(new(IdlePixels: 50)), Is.EqualTo(before.Select((z, i) => idle.Contains(i % 12) ? 0 : z)));
    }

    [Test]
    public void Nadam_takes_the_steps_of_its_formula()
    {
        // Two steps from 1 with the gradients 0.5 and −0.2, by hand.
        var nadam = new Nadam(1, 0.1);
        float[] x = [1];
        double m = 0, v = 0, product = 1, expected = 1;
        double Momentum(int t) => 0.9 * (1 - 0.5 * Math.Pow(0.96, t * 0.004));
        foreach (var (g, t) in new[] { (0.5, 1), (-0.2, 2) })
        {
            product *= Momentum(t);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            var root = Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8;
            expected -= 0.1 * (1 - Momentum(t)) / (1 - product) * g / root
                + 0.1 * Momentum(t + 1) / (1 - product * Momentum(t + 1)) * m / root;
            nadam.Step(x, [(float)g]);
            Assert.That(x[0], Is.EqualTo(expected).Within(1e-6));
        }
    }
}
