using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class AblationCamTests
{
    // S = 2·(1 + 3) − (5 + 1) + bias: without channel 0 it drops by 8, without channel 1 by −6.
    [TestCase(3, false, 8 / 5.0, -6 / 5.0)]
    [TestCase(-4, false, 8 / -2.0, -6 / -2.0)]
    [TestCase(-4, true, 8 / 2.0, -6 / 2.0)]
    [TestCase(-2, false, 8.0, -6.0)]
    public void By_hand_a_negative_score_turns_the_weights_unless_its_absolute_value_is_asked_for(
        float bias, bool absolute, double first, double second)
    {
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[2, 2, -1, -1]], [bias]);
        var map = new AblationCam(absolute).Explain(model, Images.Of(size, 1, 3, 5, 1), [0])[0];
        double[] expected = [first * 1 + second * 5, first * 3 + second * 1];
        Assert.That(map.Values.Values, Is.EqualTo(expected.Select(v => Math.Max(v, 0))).Within(1e-5));
    }

    [Test]
    public void Before_a_mean_and_a_linear_layer_the_weight_is_that_of_CAM_times_the_mean_of_the_channel()
    {
        var actual = new AblationCam(Absolute: true).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            var view = LayerView.Of("relu2", n);
            var score = Math.Abs(LayerView.Model.Predict(LayerView.Batch.Values).Logit(n, LayerView.Targets[n]));
            var expected = LayerView.Relu(view.Sum(k => view.G[k].Sum() * view.A[k].Average() / score));
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected).Within(1e-4));
        }
    }

    [TestCase(ClassScore.Logit)]
    [TestCase(ClassScore.Probability)]
    public void At_an_inner_layer_it_is_the_formula_with_the_rest_of_the_network_run(ClassScore score)
    {
        var view = LayerView.Of("relu1", 0);
        var rest = LayerView.Model.After("relu1", LayerView.Batch.Values.ItemTensor(0));
        double Score(int? without)
        {
            float[] values = [.. view.Channels.SelectMany(k => view.A[k].Select(v => k == without ? 0 : (float)v))];
            var scores = rest.Predict(new Tensor(values, 1, 4, 6, 7));
            return score == ClassScore.Logit ? scores.Logit(0, 3) : scores.Probability(0, 3);
        }
        var expected = LayerView.Relu(view.Sum(k => (Score(null) - Score(k)) / Score(null)));
        var actual = new AblationCam(Score: score, Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-4));
    }
}
