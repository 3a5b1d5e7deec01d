using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Tests.Training.Scenes.Painting;

public sealed class PaintingTests
{
    [Test]
    public void Sine_and_cosine_agree_with_the_platform()
    {
        for (var turns = -3.0; turns <= 3; turns += 0.0137)
        {
            Assert.That(Turns.Sin(turns), Is.EqualTo(Math.Sin(2 * Math.PI * turns)).Within(1e-7));
            Assert.That(Turns.Cos(turns), Is.EqualTo(Math.Cos(2 * Math.PI * turns)).Within(1e-7));
        }
    }

    [Test]
    public void A_random_colour_has_the_luminance_asked_for_and_lies_in_range()
    {
        var random = Seed.Of(2).Random();
        for (var luminance = 0.05; luminance < 1; luminance += 0.01)
        {
            var colour = Colour.Random(random, luminance);
            Assert.That(colour.Luminance, Is.EqualTo(luminance).Within(1e-5));
            Assert.That(new[] { colour.R, colour.G, colour.B }, Is.All.InRange(0f, 1.00001f));
        }
    }

    [Test]
    public void Noise_meets_its_lattice_and_is_linear_in_the_middle()
    {
        var noise = new ValueNoise(Seed.Of(4).Random());
        Assert.That(noise.At(3, -5), Is.EqualTo(noise.Cell(3, -5)));
        Assert.That(noise.At(3.5, 7), Is.EqualTo((noise.Cell(3, 7) + noise.Cell(4, 7)) / 2).Within(1e-6));
        Assert.That(noise.At(3.999999, 7), Is.EqualTo(noise.Cell(4, 7)).Within(1e-5));
        Assert.That(noise.Fractal(1.3, 2.9, 1), Is.EqualTo(noise.At(1.3, 2.9)));
    }

    [Test]
    public void A_stroke_covers_its_length_times_its_width()
    {
        var canvas = new Canvas();
        canvas.Stroke(20, 30, 40, 30, 2, new Colour(1, 1, 1), 1);
        var sum = 0.0;
        for (var y = 0; y < Canvas.Size; y++)
            for (var x = 0; x < Canvas.Size; x++)
                sum += canvas[y, x].G;
        Assert.That(sum, Is.EqualTo(20 * 4 + Math.PI * 4).Within(5).Percent);
    }

    [Test]
    public void Bytes_are_rounded_and_noise_stays_in_its_bounds()
    {
        var canvas = new Canvas();
        for (var y = 0; y < Canvas.Size; y++)
            for (var x = 0; x < Canvas.Size; x++)
                canvas[y, x] = new Colour(0.5f, 2, -1);
        var bytes = canvas.ToBytes(Seed.Of(1).Random(), 4);
        var red = bytes.Where((_, i) => i % 3 == 0).Select(b => (double)b).ToArray();
        Assert.That(red, Is.All.InRange(123, 132));
        Assert.That(red.Average(), Is.EqualTo(127.5).Within(0.2));
        Assert.That(bytes.Where((_, i) => i % 3 == 1), Is.All.EqualTo(255));
        Assert.That(bytes.Where((_, i) => i % 3 == 2), Is.All.EqualTo(0));
    }
}
