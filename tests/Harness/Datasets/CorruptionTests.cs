using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets;

public sealed class CorruptionTests
{
    private static readonly Picture Pattern = TestPictures.Pattern(40, 30, 3);
    private static readonly Picture Gray = new([.. Enumerable.Repeat((byte)100, 3 * 64 * 64)], 64, 64, 3);

    [Test]
    public void Brightness_multiplies_every_value() => Assert.That(
        Corruption.Parse("brightness:1.5").Apply(Pattern, "x").Pixels,
        Is.EqualTo(Pattern.Pixels.Select(v => (byte)Math.Min(255, Math.Round(v * 1.5)))));

    [Test]
    public void Noise_has_its_deviation_and_no_mean_and_is_the_same_for_the_same_picture()
    {
        var noise = Corruption.Parse("noise:0.1");
        var values = noise.Apply(Gray, "x").Pixels.Select(v => v - 100.0).ToList();
        Assert.That(values.Average(), Is.EqualTo(0).Within(1));
        Assert.That(Math.Sqrt(values.Average(v => v * v)), Is.EqualTo(25.5).Within(0.7));
        Assert.That(noise.Apply(Gray, "x").Pixels, Is.EqualTo(noise.Apply(Gray, "x").Pixels));
        Assert.That(noise.Apply(Gray, "y").Pixels, Is.Not.EqualTo(noise.Apply(Gray, "x").Pixels));
    }

    [Test]
    public void Blur_is_a_Gaussian_on_each_channel()
    {
        var pixels = new byte[3 * 21 * 21];
        pixels[3 * (10 * 21 + 10) + 1] = 255;
        var blurred = Corruption.Parse("blur:2").Apply(new Picture(pixels, 21, 21, 3), "x");
        var total = Enumerable.Range(-6, 13).Sum(d => Math.Exp(-d * d / 8.0));
        for (var y = 4; y < 17; y++)
            for (var x = 4; x < 17; x++)
            {
                var expected = 255 * Math.Exp(-((x - 10) * (x - 10) + (y - 10) * (y - 10)) / 8.0) / (total * total);
                Assert.That(blurred[y, x, 1], Is.EqualTo(expected).Within(0.51));
            }
        Assert.That(blurred.Pixels.Where((_, i) => i % 3 != 1), Is.All.Zero);
    }

    [Test]
    public void Several_are_done_in_order() => Assert.That(
        Corruption.Parse("brightness:2,blur:1").Apply(Pattern, "x").Pixels,
        Is.EqualTo(Corruption.Parse("blur:1").Apply(Corruption.Parse("brightness:2").Apply(Pattern, "x"), "x").Pixels));

    [TestCase("noise")]
    [TestCase("noise:-1")]
    [TestCase("fog:1")]
    [TestCase("blur:nan")]
    [TestCase("1:1")]
    public void What_is_no_corruption_is_refused(string text) => Assert.That(
        () => Corruption.Parse(text), Throws.TypeOf<InputException>().With.Message.StartsWith($"--corrupt {text}: write noise:SHARE"));

    [Test]
    public void Another_corruption_is_another_image_and_another_dataset()
    {
        using var folder = new TemporaryFolder();
        var dataset = new TestDataset(folder).Read();
        var other = new DatasetOptions(Corrupt: "brightness:0.5").Applied(dataset);
        PreparedImage Load(Dataset d) =>
            ImageLoader.Load(d, d.Manifest.Images[0], d.Manifest.Preprocessing!, new ImageSize(3, 6, 8));
        var (plain, dark) = (Load(dataset), Load(other));
        Assert.That(dark.Content, Is.Not.EqualTo(plain.Content));
        Assert.That(dark.Used, Is.EqualTo(plain.Used));
        Assert.That(other.Sha256, Is.Not.EqualTo(dataset.Sha256));
        Assert.That(dark.Input.Values, Is.Not.EqualTo(plain.Input.Values));
    }
}
