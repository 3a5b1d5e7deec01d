using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared.Layers;

namespace VisEval.Tests.Methods.ActivationMapping;

internal sealed class PolyCamTests
{
    [TestCase(PolyWeight.Shown, ClassScore.Probability)]
    [TestCase(PolyWeight.Hidden, ClassScore.Probability)]
    [TestCase(PolyWeight.Both, ClassScore.Probability)]
    [TestCase(PolyWeight.Hidden, ClassScore.Logit)]
    public void It_is_the_formula_of_the_paper(PolyWeight weight, ClassScore score)
    {
        var (fine, coarse) = (Level("relu1", weight, score), Level("relu2", weight, score));
        // P = M₁ / ↑(↓M₁) ⊙ ↑M₂, from the coarser layer to the finer.
        var local = new SaliencyMap(new SaliencyMap(fine, 6, 7).Resize(3, 4).Values, 3, 4).Resize(6, 7).Values;
        var prior = new SaliencyMap(coarse, 3, 4).Resize(6, 7).Values;
        var expected = Scaled([.. fine.Select((v, i) => v / Math.Max(local[i], 1e-12f) * prior[i])]);
        var actual = new PolyCam(weight, score).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values;
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(new[] { 6, 7 }));
        Assert.That(expected, Has.Some.InRange(0.05, 0.95), "this tests something");
        Assert.That(actual.Values, Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void A_single_layer_is_not_refined()
    {
        var actual = new PolyCam(Layer: "relu2").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values;
        Assert.That(actual.Values, Is.EqualTo(Scaled(Level("relu2", PolyWeight.Both, ClassScore.Probability))).Within(1e-5));
    }

    [Test]
    public void Three_maps_are_refined_from_the_last_to_the_first()
    {
        Tensor Map(int rows, int columns, int seed) =>
            new([.. Enumerable.Range(0, rows * columns).Select(i => 1 + MathF.Sin(seed * i))], rows, columns);
        var (a, b, c) = (Map(8, 8, 1), Map(4, 4, 2), Map(2, 2, 3));
        Assert.That(LayerFusion.Refined([a, b, c]).Values, Is.EqualTo(LayerFusion.Refined([a, LayerFusion.Refined([b, c])]).Values));
        Assert.That(LayerFusion.Refined([c]).Values, Is.EqualTo(c.Values));
    }

    private static float[] Level(string layer, PolyWeight weight, ClassScore score)
    {
        var (view, image) = (LayerView.Of(layer, 0), MaskedImages.Image);
        double Score(float[] seen)
        {
            var scores = LayerView.Model.Predict(new Tensor(seen, 1, 3, 6, 7));
            return score == ClassScore.Logit ? scores.Logit(0, LayerView.Targets[0]) : scores.Probability(0, LayerView.Targets[0]);
        }
        double Weight(int k)
        {
            var mask = new SaliencyMap(Scaled([.. view.A[k].Select(v => (float)v)]), view.Height, view.Width).Resize(6, 7).Values;
            var (shown, lost) = (Score(image.Times(mask)), Score(image) - Score(image.Times([.. mask.Select(m => 1 - m)])));
            return weight == PolyWeight.Shown ? shown : Math.Max(weight == PolyWeight.Hidden ? lost : shown + lost, 0);
        }
        return [.. LayerView.Relu(view.Sum(Weight)).Select(v => (float)v)];
    }

    private static float[] Scaled(float[] map)
    {
        float[] sorted = [.. map.Order()];
        // Of so few values the 0.1 % quantile lies between the first two, the 99.9 % quantile between the last two.
        var (share, n) = (0.001f * (map.Length - 1), map.Length);
        var (low, high) = (sorted[0] + share * (sorted[1] - sorted[0]), sorted[n - 1] - share * (sorted[n - 1] - sorted[n - 2]));
        return [.. map.Select(v => Math.Clamp((v - low) / Math.Max(high, 1e-12f), 0, 1))];
    }
}
