using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class RiseTests
{
    private static readonly ImageSize Size = new(2, 4, 3);

    [Test]
    public void Stored_masks_give_the_formula()
    {
        var model = LinearModel.Random(Size, 3, seed: 71);
        var batch = Images.Random(Size, 1, seed: 72);
        var random = Seed.Of(73).Random();
        float[][] masks =
            [.. Enumerable.Range(0, 130).Select(_ => Enumerable.Range(0, 12).Select(_ => (float)random.NextDouble()).ToArray())];
        var expected = new double[12];
        foreach (var mask in masks)
        {
            var probability = model.Predict(new Tensor([.. batch.Values.Values.Select((v, i) => v * mask[i % 12])], 1, 2, 4, 3))
                .Probability(0, 1);
            for (var i = 0; i < 12; i++)
                expected[i] += probability * mask[i] / (130 * 0.4);
        }
        var rise = new Rise(Masks: 130, Probability: 0.4);
        var actual = rise.Explain(model, new Subject(0, batch.Values.Values, Size, 1, Seed.Of(1)), (s, mask) => masks[s].CopyTo(mask));
        Assert.That(actual.Values.Shape.ToArray(), Is.EqualTo(new[] { 4, 3 }));
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-6));
    }

    [TestCase(0.5, ClassScore.Probability)]
    [TestCase(0.2, ClassScore.Probability)]
    [TestCase(0.5, ClassScore.Logit)]
    public void Many_masks_come_near_the_exact_expectation(double p, ClassScore score)
    {
        var model = LinearModel.Random(Size, 3, seed: 74);
        var batch = Images.Random(Size, 1, seed: 75);
        var expected = new double[12];
        // Every mask there is: 2×2 cells kept or not, upsampled to 3·⌈4/2⌉ × 3·⌈3/2⌉ = 6×6, a 4×3 window
        // at one of 2·2 offsets.
        for (var kept = 0; kept < 16; kept++)
        {
            float[] cells = [.. Enumerable.Range(0, 4).Select(i => (float)(kept >> i & 1))];
            var upsampled = new SaliencyMap(cells, 2, 2).Resize(6, 6);
            var chance = Math.Pow(p, cells.Sum()) * Math.Pow(1 - p, 4 - cells.Sum()) / 4;
            for (var offset = 0; offset < 4; offset++)
            {
                float[] mask = [.. Enumerable.Range(0, 12).Select(i => upsampled[i / 3 + offset / 2, i % 3 + offset % 2])];
                var scores = model.Predict(new Tensor([.. batch.Values.Values.Select((v, i) => v * mask[i % 12])], 1, 2, 4, 3));
                for (var i = 0; i < 12; i++)
                    expected[i] += chance * scores.Of(score, 0, 2) * mask[i] / p;
            }
        }
        var actual = new Rise(20_000, Grid: 2, p, score).Explain(model, batch, [2])[0];
        // Three standard errors of 20 000 masks.
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(score == ClassScore.Logit ? 0.08 : 0.025));
    }

    [Test]
    public void With_every_cell_kept_each_pixel_is_the_probability_of_the_whole_image()
    {
        var model = LinearModel.Random(Size, 3, seed: 76);
        var batch = Images.Random(Size, 1, seed: 77);
        var map = new Rise(70, Probability: 1).Explain(model, batch, [0])[0];
        Assert.That(map.Values.Values, Has.All.EqualTo(model.Predict(batch.Values).Probability(0, 0)).Within(1e-6f));
    }

    [TestCase(7, 0.5, 30, 20)]
    [TestCase(3, 0.3, 10, 13)]
    [TestCase(9, 0.5, 5, 5)]
    public void Masks_lie_between_0_and_1_and_every_pixel_has_the_mean_p(int grid, double p, int height, int width)
    {
        const int Count = 4000;
        var masks = new RiseMasks(grid, p, height, width);
        var (mask, sum) = (new float[height * width], new double[height * width]);
        for (var s = 0; s < Count; s++)
        {
            masks.Draw(Seed.Of(9).For(s).Random(), mask);
            Assert.That(mask.Min(), Is.GreaterThanOrEqualTo(0));
            Assert.That(mask.Max(), Is.LessThanOrEqualTo(1));
            SpanMath.AddScaled(mask, 1.0 / Count, sum);
        }
        // Five standard errors of a coin at the most.
        Assert.That(sum, Has.All.EqualTo(p).Within(5 * 0.5 / Math.Sqrt(Count)));
    }
}
