using System.Numerics;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization;
using VisEval.Methods.ActivationMaximization.Controls;
using VisEval.Methods.ActivationMaximization.Evidence;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMaximization.Controls;

public sealed class ControlTests
{
    private static readonly ImageSize Size = new(3, 5, 6);
    private static readonly LinearModel Linear = LinearModel.Random(Size, 4, 3);

    private static readonly Tensor[] Photos =
        [.. Enumerable.Range(0, 40).Select(i => new Tensor(Adjoint.Draw(Size.Length, i, 0, 1), 3, 5, 6))];

    [Test]
    public void Noise_is_uniform_and_asks_nobody()
    {
        var task = Task() with { Images = null };
        var made = new NoiseControl().Synthesize(task with { Seeds = [.. Enumerable.Range(0, 200).Select(i => Seed.Of(i))] });
        var values = made.SelectMany(m => m.Picture.Values).ToList();
        Assert.That(values.Average(), Is.EqualTo(0.5).Within(0.01));
        Assert.That(values.Average(v => (v - 0.5) * (v - 0.5)), Is.EqualTo(1 / 12.0).Within(0.002));
        var other = new NoiseControl().Synthesize(task with { Unit = NetworkUnit.OfClass(3) });
        Assert.That(other[0].Picture.Values, Is.EqualTo(new NoiseControl().Synthesize(task)[0].Picture.Values));
    }

    [Test]
    public void The_mean_image_is_the_mean_of_every_pixel()
    {
        var mean = new MeanImageControl().Synthesize(Task()).Single();
        var expected = Enumerable.Range(0, Size.Length).Select(i => (float)Photos.Average(p => (double)p.Values[i]));
        Assert.That(mean.Picture.Values, Is.EqualTo(expected).Within(1e-6));
        Assert.That(mean.Activation, Is.EqualTo(Logit(mean.Picture, 2)).Within(1e-5));
    }

    [Test]
    public void The_best_photograph_is_the_one_of_the_highest_response()
    {
        var best = new BestNaturalControl().Synthesize(Task()).Single();
        var index = Enumerable.Range(0, Photos.Length).MaxBy(i => Logit(Photos[i], 2));
        Assert.That(best.Source, Is.EqualTo($"photo {index}"));
        Assert.That(best.Picture.Values, Is.EqualTo(Photos[index].Values));
        Assert.That(best.Activation, Is.EqualTo(Logit(Photos[index], 2)).Within(1e-5));
        Assert.That(best.Cost, Is.EqualTo(new VisualizationCost(40, 0)));
    }

    [TestCase(5, 6)]
    [TestCase(6, 5)]
    [TestCase(8, 8)]
    public void Scrambled_phases_keep_the_spectrum_the_mean_and_how_channels_differ(int height, int width)
    {
        var picture = new Tensor(Adjoint.Draw(3 * height * width, 7, 0, 1), 3, height, width);
        var scrambled = PhaseScrambling.Of(picture, Seed.Of(4));
        var (turned, changed) = (0.0, 0);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var before = Enumerable.Range(0, 3).Select(c => Coefficient(picture, c, y, x)).ToArray();
                var after = Enumerable.Range(0, 3).Select(c => Coefficient(scrambled, c, y, x)).ToArray();
                for (var c = 0; c < 3; c++)
                {
                    Assert.That(after[c].Magnitude, Is.EqualTo(before[c].Magnitude).Within(1e-4));
                    // All channels are turned by the same angle.
                    Assert.That((after[c] * before[0] - after[0] * before[c]).Magnitude, Is.EqualTo(0).Within(1e-3));
                }
                if (x == 0 && y == 0)
                    Assert.That((after[0] - before[0]).Magnitude, Is.EqualTo(0).Within(1e-4));
                turned += (after[0] - before[0]).Magnitude / before[0].Magnitude;
                changed++;
            }
        Assert.That(turned / changed, Is.GreaterThan(0.8));
    }

    [Test]
    public void The_scrambled_photograph_is_the_best_one()
    {
        var made = new ScrambledNaturalControl().Synthesize(Task() with { Seeds = [Seed.Of(1), Seed.Of(2)] });
        var best = new BestNaturalControl().Synthesize(Task()).Single();
        var expected = PhaseScrambling.Of(best.Picture, Seed.Of(2)).Values.Select(v => Math.Clamp(v, 0, 1));
        Assert.That(made[1].Picture.Values, Is.EqualTo(expected));
        Assert.That(made.Select(m => m.Source), Has.All.EqualTo(best.Source));
        Assert.That(made.Select(m => m.Cost.Forwards), Is.EqualTo(new[] { 41, 1 }));
    }

    [Test]
    public void Photographs_without_a_finite_response_are_passed_over_and_said()
    {
        var best = new BestNaturalControl().Synthesize(Task()).Single();
        Tensor Spoilt(float value) => new([.. Enumerable.Repeat(value, Size.Length)], 3, 5, 6);
        VisualizationTask With(Func<int, Tensor> picture) =>
            Task() with { Images = new NaturalImages(Photos.Length + 2, picture, i => $"photo {i}") };
        var some = With(i => i < Photos.Length ? Photos[i] : Spoilt(i == Photos.Length ? float.NaN : float.PositiveInfinity));
        IReadOnlyList<Visualization>[] made =
        [
            new BestNaturalControl().Synthesize(some), new ScrambledNaturalControl().Synthesize(some), new TopImages().Synthesize(some),
            new TopPatches().Synthesize(some),
        ];
        foreach (var pictures in made)
        {
            Assert.That(pictures[0].Source, Does.StartWith(best.Source!));
            Assert.That(pictures[0].Remark, Does.StartWith("2 of 42 natural pictures are passed over"));
        }
        foreach (IFeatureVisualizer visualizer in new IFeatureVisualizer[]
                 { new BestNaturalControl(), new ScrambledNaturalControl(), new TopImages(), new TopPatches(End: RankEnd.Lowest) })
            Assert.That(
                Assert.Throws<NotApplicableException>(() => visualizer.Synthesize(With(_ => Spoilt(float.NaN))))!.Why,
                Is.EqualTo("response-not-finite"));
    }

    private static VisualizationTask Task() => new(Linear, NetworkUnit.OfClass(2), PictureSpace.Plain(3), [Seed.Of(1)])
    {
        Images = new NaturalImages(Photos.Length, i => Photos[i], i => $"photo {i}"),
    };

    private static double Logit(Tensor picture, int @class) =>
        Linear.Bias[@class] + Linear.Weights[@class].Zip(picture.Values, (w, x) => (double)w * x).Sum();

    private static Complex Coefficient(Tensor picture, int channel, int v, int u)
    {
        var (height, width, sum) = (picture.Shape[1], picture.Shape[2], Complex.Zero);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                sum += picture.Values[(channel * height + y) * width + x]
                    * Complex.Exp(new Complex(0, -2 * Math.PI * ((double)v * y / height + (double)u * x / width)));
        return sum;
    }
}
