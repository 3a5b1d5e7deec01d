using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Methods.ActivationMapping;

internal sealed class ReciproCamTests
{
    // By printed kernel; beyond the border there is nothing.
    private static readonly double[,] Kernel =
        { { 1 / 16.0, 1 / 8.0, 1 / 16.0 }, { 1 / 8.0, 1 / 4.0, 1 / 8.0 }, { 1 / 16.0, 1 / 8.0, 1 / 16.0 } };

    [TestCase("relu1", Neighbourhood.Gaussian, ClassScore.Probability)]
    [TestCase("relu1", Neighbourhood.Single, ClassScore.Logit)]
    [TestCase("relu1", Neighbourhood.Copies, ClassScore.Probability)]
    [TestCase("relu2", Neighbourhood.Gaussian, ClassScore.Logit)]
    public void It_is_the_score_of_what_is_left_around_every_place(string layer, Neighbourhood mask, ClassScore score)
    {
        var view = LayerView.Of(layer, 0);
        var rest = LayerView.Model.After(layer, LayerView.Batch.Values.ItemTensor(0));
        var expected = view.Map(place =>
        {
            var left = new List<float>();
            foreach (var k in view.Channels)
                for (var i = 0; i < view.Places; i++)
                {
                    var (dy, dx) = (i / view.Width - place / view.Width, i % view.Width - place % view.Width);
                    var weight = Math.Abs(dy) > 1 || Math.Abs(dx) > 1 ? 0
                        : mask == Neighbourhood.Single ? (i == place ? 1 : 0)
                        : Kernel[dy + 1, dx + 1];
                    left.Add((float)(weight * view.A[k][mask == Neighbourhood.Copies ? place : i]));
                }
            var scores = rest.Predict(new Tensor([.. left], 1, view.A.Length, view.Height, view.Width));
            return score == ClassScore.Logit ? scores.Logit(0, 3) : scores.Probability(0, 3);
        });
        var actual = new ReciproCam(mask, score, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        Assert.That(actual.Values.Shape.ToArray(), Is.EqualTo(new[] { view.Height, view.Width }));
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Before_a_mean_and_a_linear_layer_a_single_place_scores_its_CAM_and_the_bias()
    {
        var map = new ReciproCam(Neighbourhood.Single, ClassScore.Logit)
            .Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values.Values;
        var cam = new Cam().Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values.Values;
        var bias = LayerView.Model.After("relu2", LayerView.Batch.Values.ItemTensor(0)).Predict(Tensor.Zeros(1, 5, 3, 4)).Logit(0, 3);
        Assert.That(map, Is.EqualTo(cam.Select(v => v / 12 + bias)).Within(1e-5));
    }
}
