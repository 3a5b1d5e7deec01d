using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>Conductance is complete at every layer, and integrated gradients at the input.</summary>
[Category("Engine")]
public sealed class LayerConductanceTests
{
    private static readonly OnnxModel Model = QuickUnits.ModelFor("layer-conductance");
    private static readonly ImageBatch Batch = Images.Random(new ImageSize(3, 8, 8), 2, seed: 9);
    private static readonly int[] Targets = [1, 3];

    [Test]
    public void At_the_input_it_is_integrated_gradients_by_the_trapezoid_rule()
    {
        var actual = new LayerConductance(40, Layer: "input").Explain(Model, Batch, Targets);
        var expected = new IntegratedGradients(41, QuadratureRule.Trapezoid).Explain(Model, Batch, Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(
                actual[n].Values.Values,
                Is.EqualTo(expected[n].Values.Values).Within(1e-4f * expected[n].Values.Values.Max(Math.Abs)));
    }

    [TestCase("middle")]
    [TestCase("final")]
    public void It_sums_to_the_difference_of_the_scores(string layer)
    {
        var actual = new LayerConductance(400, Layer: layer).Explain(Model, Batch, Targets);
        var (scores, atZero) = (Model.Predict(Batch.Values), Model.Predict(Tensor.Zeros(Batch.Values.Shape)));
        for (var n = 0; n < 2; n++)
        {
            var difference = scores.Logit(n, Targets[n]) - atZero.Logit(n, Targets[n]);
            Assert.That(actual[n].Values.Values.Sum(v => (double)v), Is.EqualTo(difference).Within(5e-3 * Math.Abs(difference)));
        }
    }

    [Test]
    public void Before_a_mean_and_a_linear_layer_it_is_weight_times_the_change_of_the_features()
    {
        // There the gradient is the same all along the path, and the steps add up to the change from the baseline's features.
        var layer = Model.Network.CamTensor;
        var pass = Model.Gradient(Batch.Values, Targets, layer);
        var start = Model.Activations(Tensor.Zeros(Batch.Values.Shape), [layer])[0];
        var actual = new LayerConductance(10).Explain(Model, Batch, Targets);
        for (var n = 0; n < 2; n++)
        {
            var plane = actual[n].Values.Length;
            var expected = new double[plane];
            for (var i = 0; i < start.ItemLength; i++)
                expected[i % plane] += pass.Gradients[0].Item(n)[i] * ((double)pass.Values[0].Item(n)[i] - start.Item(n)[i]);
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected).Within(1e-4));
        }
    }
}
