using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Tests.Methods.Shared.Resampling;

public sealed class UpsamplerTests
{
    [Test]
    public void Two_values_become_four_with_half_pixel_centres_and_clamped_edges()
    {
        var result = new float[4];
        new Upsampler(1, 2, 1, 4).Resize([0, 1], result);
        Assert.That(result, Is.EqualTo(new[] { 0, 0.25f, 0.75f, 1 }));
    }

    [Test]
    public void Corner_to_corner_the_ends_stay_and_the_rest_is_spread_evenly()
    {
        var result = new float[10];
        new Upsampler(2, 2, 2, 5, alignCorners: true).Resize([0, 1, 4, 8], result);
        Assert.That(result, Is.EqualTo(new[] { 0, 0.25f, 0.5f, 0.75f, 1, 4, 5, 6, 7, 8 }));
        new Upsampler(1, 1, 2, 5, alignCorners: true).Resize([3], result);
        Assert.That(result, Is.All.EqualTo(3));
    }

    [TestCase(2, 3, 8, 9)]
    [TestCase(7, 7, 40, 32)]
    [TestCase(5, 4, 3, 2)]
    [TestCase(4, 4, 4, 4)]
    public void It_agrees_with_the_resizing_of_maps(int sourceHeight, int sourceWidth, int height, int width)
    {
        var random = Seed.Of(3).Random();
        float[] source = [.. Enumerable.Range(0, sourceHeight * sourceWidth).Select(_ => (float)random.NextGaussian())];
        var result = new float[height * width];
        new Upsampler(sourceHeight, sourceWidth, height, width).Resize(source, result);
        Assert.That(result, Is.EqualTo(new SaliencyMap(source, sourceHeight, sourceWidth).Resize(height, width).Values).Within(2e-5f));
    }

    [Test]
    public void A_crop_is_a_window_of_the_whole()
    {
        var random = Seed.Of(4).Random();
        float[] source = [.. Enumerable.Range(0, 9).Select(_ => (float)random.NextDouble())];
        var upsampler = new Upsampler(3, 3, 12, 16);
        var (whole, window) = (new float[12 * 16], new float[5 * 7]);
        upsampler.Resize(source, whole);
        upsampler.Crop(source, 3, 6, 5, 7, window);
        for (var y = 0; y < 5; y++)
            Assert.That(window[(y * 7)..(y * 7 + 7)], Is.EqualTo(whole[((y + 3) * 16 + 6)..((y + 3) * 16 + 13)]));
    }

    [TestCase(2, 3, 8, 9)]
    [TestCase(7, 7, 40, 32)]
    [TestCase(5, 4, 3, 2)]
    [TestCase(1, 1, 3, 4)]
    public void The_transposed_resizing_is_the_adjoint(int sourceHeight, int sourceWidth, int height, int width)
    {
        var random = Seed.Of(5).Random();
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        var upsampler = new Upsampler(sourceHeight, sourceWidth, height, width);
        var (x, y) = (Draw(sourceHeight * sourceWidth), Draw(height * width));
        var (resized, back) = (new float[y.Length], new float[x.Length]);
        upsampler.Resize(x, resized);
        upsampler.Transpose(y, back);
        Assert.That(back.Zip(x, (a, b) => (double)a * b).Sum(), Is.EqualTo(resized.Zip(y, (a, b) => (double)a * b).Sum()).Within(1e-4));
    }
}
