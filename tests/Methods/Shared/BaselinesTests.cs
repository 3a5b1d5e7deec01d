using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Shared;

public sealed class BaselinesTests
{
    private static readonly ImageSize Size = new(2, 1, 3);
    private static readonly float[] Image = [1, 2, 6, -1, -2, -3];

    [TestCase(Baseline.Zero, new float[] { 0, 0, 0, 0, 0, 0 })]
    [TestCase(Baseline.Mean, new float[] { 3, 3, 3, -2, -2, -2 })]
    [TestCase(Baseline.Darkest, new float[] { 1, 1, 1, -3, -3, -3 })]
    [TestCase(Baseline.Brightest, new float[] { 6, 6, 6, -1, -1, -1 })]
    [TestCase(Baseline.Black, new float[] { -2, -2, -2, -2.25f, -2.25f, -2.25f })]
    [TestCase(Baseline.White, new float[] { 2, 2, 2, 2.25f, 2.25f, 2.25f })]
    public void A_baseline_is_made_channel_by_channel(Baseline baseline, float[] expected) =>
        Assert.That(baseline.Of(Of(Image, Size)), Is.EqualTo(expected));

    [TestCase(Baseline.Black)]
    [TestCase(Baseline.White)]
    public void A_colour_needs_a_preprocessing(Baseline colour)
    {
        var lack = Assert.Throws<NotApplicableException>(
            () => colour.Of(Of(Image, Size) with { Surroundings = Surroundings.Unknown }))!;
        Assert.That(lack.Why, Is.EqualTo("no-preprocessing"));
        Assert.That(lack.Message, Does.Contain("State the preprocessing").And.Contain("'darkest'"));
    }

    [Test]
    public void Random_is_uniform_within_the_range_of_every_channel_and_drawn_from_the_seed()
    {
        var size = new ImageSize(2, 40, 50);
        float[] image = [.. Enumerable.Range(0, 2000).Select(i => i % 5f), .. Enumerable.Range(0, 2000).Select(i => -3f - i % 2)];
        var noise = Baseline.Random.Of(Of(image, size));
        Assert.That(noise[..2000], Is.All.InRange(0f, 4f));
        Assert.That(noise[..2000].Average(), Is.EqualTo(2).Within(0.1));
        Assert.That(noise[2000..], Is.All.InRange(-4f, -3f));
        Assert.That(noise[..2000].Distinct().Count(), Is.GreaterThan(1900));
        Assert.That(Baseline.Random.Of(Of(image, size)), Is.EqualTo(noise));
        Assert.That(Baseline.Random.Of(Of(image, size), Seed.Of(2)), Is.Not.EqualTo(noise));
    }

    [Test]
    public void A_list_is_its_parts_in_order()
    {
        Assert.That(Baselines.List("black+white+blur"), Is.EqualTo(new[] { Baseline.Black, Baseline.White, Baseline.Blur }));
        Assert.That(
            () => Baselines.List("black+grey"),
            Throws.TypeOf<InputException>().With.Message.Contains("'grey' is no baseline"));
    }

    [Test]
    public void Blur_is_the_gaussian_mean_of_the_neighbourhood_in_both_directions()
    {
        var size = new ImageSize(2, 7, 5);
        var random = Seed.Of(8).Random();
        float[] image = [.. Enumerable.Range(0, size.Length).Select(_ => (float)random.NextGaussian())];
        const double Sigma = 0.8;
        var blurred = GaussianBlur.Apply(image, size, Sigma);
        for (var i = 0; i < size.Length; i++)
        {
            var (c, y, x) = (i / size.Pixels, i % size.Pixels / size.Width, i % size.Width);
            var (sum, weight) = (0.0, 0.0);
            for (var dy = -3; dy <= 3; dy++)
                for (var dx = -3; dx <= 3; dx++)
                {
                    var w = Math.Exp(-(dy * dy + dx * dx) / (2 * Sigma * Sigma));
                    sum += w * image[(c * 7 + Math.Clamp(y + dy, 0, 6)) * 5 + Math.Clamp(x + dx, 0, 4)];
                    weight += w;
                }
            Assert.That(blurred[i], Is.EqualTo(sum / weight).Within(1e-5));
        }
    }

    [Test]
    public void Blur_of_a_constant_image_is_the_image() =>
        Assert.That(Baseline.Blur.Of(Of([2, 2, 2, 5, 5, 5], Size)), Is.EqualTo(new float[] { 2, 2, 2, 5, 5, 5 }).Within(1e-6f));

    private static Subject Of(float[] image, ImageSize size) =>
        new(0, image, size, 0, Seed.Of(1)) { Surroundings = Images.Colours(size.Channels) };
}
