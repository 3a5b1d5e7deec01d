using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class OcclusionTests
{
    // Weight × input is [1, 2, 6, −4]: what a window takes away is its sum.
    private static readonly ImageSize Row = new(1, 1, 4);
    private static readonly LinearModel Linear = new(Row, [[1, 1, 2, -1]], [3]);

    [TestCase(2, 2, Baseline.Zero, new float[] { 3, 3, 2, 2 })]
    [TestCase(2, 1, Baseline.Zero, new float[] { 3, 5.5f, 5, 2 })]
    [TestCase(3, 2, Baseline.Zero, new float[] { 9, 9, 5.5f, 2 }, Description = "the second window is cut at the border")]
    [TestCase(1, 1, Baseline.Zero, new float[] { 1, 2, 6, -4 })]
    [TestCase(10, 3, Baseline.Zero, new float[] { 5, 5, 5, 5 }, Description = "one window over everything")]
    [TestCase(2, 2, Baseline.Brightest, new float[] { -5, -5, -2, -2 })]
    public void By_hand(int window, int stride, Baseline fill, float[] expected)
    {
        var map = new Occlusion(window, stride, fill).Explain(Linear, Images.Of(Row, 1, 2, 3, 4), [0])[0];
        Assert.That(map.Values.Shape.ToArray(), Is.EqualTo(new[] { 1, 4 }));
        Assert.That(map.Values.Values, Is.EqualTo(expected).Within(1e-6f));
    }

    [TestCase(3, 2, ClassScore.Logit)]
    [TestCase(3, 2, ClassScore.Probability)]
    [TestCase(4, 4, ClassScore.Logit)]
    [TestCase(1, 1, ClassScore.Logit)]
    public void Every_pixel_is_the_mean_over_the_windows_that_cover_it(int window, int stride, ClassScore score)
    {
        var size = new ImageSize(3, 7, 9);
        var model = ConvolutionalModel.Random(size, 3, seed: 61);
        var batch = Images.Random(size, 1, seed: 62);
        double Score(Tensor image) =>
            score == ClassScore.Logit ? model.Predict(image).Logit(0, 2) : model.Predict(image).Probability(0, 2);

        var drops = new List<(int Top, int Left, double Drop)>();
        for (var top = 0; top == 0 || top - stride + window < 7; top += stride)
            for (var left = 0; left == 0 || left - stride + window < 9; left += stride)
            {
                var occluded = batch.Values.Clone();
                for (var i = 0; i < size.Length; i++)
                    if (i % 63 / 9 >= top && i % 63 / 9 < top + window && i % 9 >= left && i % 9 < left + window)
                        occluded.Values[i] = 0;
                drops.Add((top, left, Score(batch.Values) - Score(occluded)));
            }
        var map = new Occlusion(window, stride, Baseline.Zero, score).Explain(model, batch, [2])[0].Values;
        for (var y = 0; y < 7; y++)
            for (var x = 0; x < 9; x++)
            {
                var expected = drops.Where(d => y >= d.Top && y < d.Top + window && x >= d.Left && x < d.Left + window)
                    .Average(d => d.Drop);
                Assert.That(map.Values[y * 9 + x], Is.EqualTo(expected).Within(1e-5), $"row {y}, column {x}");
            }
    }

    [Test]
    public void No_pixel_is_without_a_window([Range(1, 9)] int side, [Range(1, 5)] int window)
    {
        var size = new ImageSize(1, side, side + 1);
        var model = LinearModel.Random(size, 2, seed: 3);
        for (var stride = 1; stride <= window; stride++)
            Assert.That(
                new Occlusion(window, stride).Explain(model, Images.Random(size, 1, seed: 4), [0])[0].Values.Values,
                Has.All.Matches<float>(float.IsFinite), $"stride {stride}");
    }

    [Test]
    public void A_stride_that_would_leave_gaps_is_refused() =>
        Assert.That(() => new Occlusion(8, 9), Throws.TypeOf<InputException>().With.Message.Contains("stride=9 is larger than window=8"));
}
