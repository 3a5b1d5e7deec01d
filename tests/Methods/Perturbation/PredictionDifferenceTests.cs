using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

internal sealed class PredictionDifferenceTests
{
    private static readonly ImageSize Size = new(3, 7, 9);

    [TestCase(3, 2, 4, 1.2e6)]
    [TestCase(4, 4, 1, 50)]
    [TestCase(2, 1, 3, 1000)]
    public void Stored_draws_give_the_weight_of_evidence(int window, int stride, int samples, double images)
    {
        var model = ConvolutionalModel.Random(Size, 4, seed: 81);
        var batch = Images.Random(Size, 1, seed: 82);
        double Odds(double p) => (p * images + 1) / (images + 4) / (1 - (p * images + 1) / (images + 4));

        var (tops, lefts) = (Places(7, window, stride), Places(9, window, stride));
        var (sum, count, sample) = (new double[63], new int[63], 0);
        foreach (var top in tops)
            foreach (var left in lefts)
            {
                var probability = 0.0;
                for (var s = 0; s < samples; s++, sample++)
                {
                    var changed = batch.Values.Clone();
                    Fill(sample, top, left, window, changed.Values);
                    probability += model.Predict(changed).Probability(0, 2);
                }
                var evidence = Math.Log2(Odds(model.Predict(batch.Values).Probability(0, 2))) - Math.Log2(Odds(probability / samples));
                for (var i = 0; i < 63; i++)
                    if (i / 9 >= top && i / 9 < top + window && i % 9 >= left && i % 9 < left + window)
                        (sum[i], count[i]) = (sum[i] + evidence, count[i] + 1);
            }

        var method = new PredictionDifference(window, window, samples, stride, TrainingImages: images);
        var map = method.Explain(
            model, new Subject(0, batch.Values.Values, Size, 2, Seed.Of(1)), (s, top, left, image) => Fill(s, top, left, window, image));
        Assert.That(map.Values.Shape.ToArray(), Is.EqualTo(new[] { 7, 9 }));
        Assert.That(map.Values.Values, Is.EqualTo(sum.Zip(count, (total, n) => total / n)).Within(2e-5));
    }

    [Test]
    public void A_window_the_network_does_not_look_at_has_no_evidence([Values] PatchSampling sampling)
    {
        var size = new ImageSize(2, 16, 16);
        // Only the pixels of rows and columns 8…15 count.
        float[] weights = [.. Enumerable.Range(0, size.Length).Select(i => i % 256 / 16 >= 8 && i % 16 >= 8 ? 1f : 0)];
        var model = new LinearModel(size, [weights, new float[size.Length]], [-20, 0]);
        var map = new PredictionDifference(4, 6, 3, 4, sampling).Explain(model, Images.Random(size, 1, seed: 83), [0])[0].Values.Values;
        for (var i = 0; i < 256; i++)
            Assert.That(map[i], i / 16 < 8 || i % 16 < 8 ? Is.EqualTo(0).Within(1e-5) : Is.Not.EqualTo(0), $"pixel {i}");
    }

    [Test]
    public void A_certain_network_gives_the_bound_of_the_Laplace_correction()
    {
        // Certain of class 0 as it is, of class 1 as soon as a pixel changes.
        var size = new ImageSize(1, 4, 4);
        var model = new LinearModel(size, [[.. Enumerable.Repeat(1000f, 16)], new float[16]], [-8000, 0]);
        var batch = Images.Of(size, [.. Enumerable.Repeat(1f, 16)]);
        var method = new PredictionDifference(4, 4, 2, 1, TrainingImages: 1000);
        var map = method.Explain(model, new Subject(0, batch.Values.Values, size, 0, Seed.Of(1)), (_, _, _, image) => image.Clear());
        // From (N + 1)/1 to 1/(N + 1).
        Assert.That(map.Values.Values, Has.All.EqualTo(2 * Math.Log2(1001)).Within(1e-5));
    }

    [Test]
    public void Marginal_draws_are_windows_of_the_image()
    {
        var size = new ImageSize(2, 6, 5);
        float[] image = [.. Enumerable.Range(0, 60).Select(i => (float)i)];
        var model = new FormulaModel(size, _ => [0, 0]);
        new PredictionDifference(2, 2, 20, 2, PatchSampling.Marginal).Explain(model, Images.Of(size, image), [0]);
        Assert.That(model.Seen, Has.Count.EqualTo(3 * 3 * 20 + 1));
        foreach (var (variant, sample) in model.Seen.SkipLast(1).Select((v, s) => (v, s)))
        {
            var (top, left) = (Places(6, 2, 2)[sample / 20 / 3], Places(5, 2, 2)[sample / 20 % 3]);
            // The image numbers its pixels, so the first one of a window tells where it came from.
            var shift = (int)variant[top * 5 + left] - (top * 5 + left);
            for (var i = 0; i < 60; i++)
            {
                var inside = i % 30 / 5 >= top && i % 30 / 5 < top + 2 && i % 5 >= left && i % 5 < left + 2;
                Assert.That(variant[i], Is.EqualTo(inside ? i + shift : i), $"draw {sample}, value {i}");
            }
        }
        Assert.That(model.Seen.SkipLast(1).Select(v => v[0]).Distinct().Count(), Is.GreaterThan(5), "the windows come from many places");
    }

    [Test]
    public void Marginal_draws_of_reference_images_are_the_same_window_of_one_of_them()
    {
        var size = new ImageSize(2, 6, 5);
        var references = Images.Random(size, 3, seed: 3).Values;
        float[] image = [.. Enumerable.Range(0, 60).Select(i => (float)i)];
        var model = new FormulaModel(size, _ => [0, 0]);
        new PredictionDifference(2, 2, 20, 2, PatchSampling.Marginal).Explain(model, Images.Of(size, image).With(references), [0]);
        var used = new HashSet<int>();
        foreach (var (variant, sample) in model.Seen.SkipLast(1).Select((v, s) => (v, s)))
        {
            var (top, left) = (Places(6, 2, 2)[sample / 20 / 3], Places(5, 2, 2)[sample / 20 % 3]);
            var from = Enumerable.Range(0, 3).Single(r => references.Item(r)[top * 5 + left] == variant[top * 5 + left]);
            used.Add(from);
            for (var i = 0; i < 60; i++)
            {
                var inside = i % 30 / 5 >= top && i % 30 / 5 < top + 2 && i % 5 >= left && i % 5 < left + 2;
                Assert.That(variant[i], Is.EqualTo(inside ? references.Item(from)[i] : i), $"draw {sample}, value {i}");
            }
        }
        Assert.That(used, Has.Count.EqualTo(3));
    }

    [Test]
    public void Every_pixel_has_a_window_and_every_window_is_whole([Range(1, 11)] int side, [Values(1, 3, 4)] int window)
    {
        var size = new ImageSize(1, side, side + 2);
        var model = FormulaModel.Linear(size, new double[size.Length]);
        for (var stride = 1; stride <= window; stride++)
        {
            var before = model.Seen.Count;
            var windows = new HashSet<(int, int)>();
            var map = new PredictionDifference(window, window, 2, stride).Explain(
                model, new Subject(0, Images.Random(size, 1, seed: 85).Values.Values, size, 0, Seed.Of(1)),
                (_, top, left, _) => windows.Add((top, left)));
            Assert.That(map.Values.Values, Has.All.Matches<float>(float.IsFinite));
            Assert.That(
                windows,
                Has.All.Matches<(int Top, int Left)>(w => w.Top <= Math.Max(side - window, 0) && w.Left <= Math.Max(side + 2 - window, 0)));
            Assert.That(windows, Has.Count.EqualTo(Places(side, window, stride).Count * Places(side + 2, window, stride).Count));
            Assert.That(model.Seen.Count - before, Is.EqualTo(2 * windows.Count + 1));
        }
    }

    [TestCase(8, 7, 1, "patch must be at least 8")]
    [TestCase(8, 8, 9, "stride must be from 1 to 8")]
    public void Sides_that_do_not_fit_are_refused(int window, int patch, int stride, string allowed) =>
        Assert.That(
            () => new PredictionDifference(window, patch, 1, stride),
            Throws.TypeOf<InputException>().With.Message.Contains(allowed));

    private static List<int> Places(int side, int window, int stride)
    {
        var places = new List<int>();
        for (var start = 0; start + window < side; start += stride)
            places.Add(start);
        places.Add(Math.Max(side - window, 0));
        return places;
    }

    private static void Fill(int sample, int top, int left, int window, Span<float> image)
    {
        var random = Seed.Of(9).For(sample).Random();
        for (var i = 0; i < image.Length; i++)
            if (i % 63 / 9 >= top && i % 63 / 9 < top + window && i % 9 >= left && i % 9 < left + window)
                image[i] = (float)random.NextGaussian();
    }
}
