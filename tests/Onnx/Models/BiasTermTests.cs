using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Models;

/// <summary>Σ x·∂S/∂x + Σ b·∂S/∂z over the biases of all layers (Srinivas and Fleuret, 2019).</summary>
public sealed class BiasTermTests
{
    [TestCase("vggish")]
    [TestCase("resnetish")]
    [TestCase("densenetish")]
    [TestCase("squeezenetish")]
    [TestCase("inceptionish")]
    [TestCase("shufflenetish")]
    public void In_a_relu_network_both_parts_add_up_to_the_logit(string network)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = GradientCase.Between(-2, 2, 5, 2, model.Input.Channels, model.Input.Height, model.Input.Width);
        int[] targets = [1, 3];
        var parts = Parts(model, images, targets);
        var scores = model.Predict(images);
        for (var n = 0; n < 2; n++)
            Assert.That(parts[n].Pixels + parts[n].Biases, Is.EqualTo(scores.Logit(n, targets[n])).Within(1e-4 * Math.Max(1, Math.Abs(scores.Logit(n, targets[n])))));
    }

    [TestCase("vggish", 3, 3)]
    [TestCase("resnetish", 2, 2)]
    [TestCase("densenetish", 5, 8)]
    [TestCase("squeezenetish", 8, 6)]
    [TestCase("mobilenetv2ish", 0, 0)]
    public void Both_parts_are_those_of_the_reference(string network, int first, int second)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf($"{network}/input.npy"));
        var expected = NpyFile.Read(GoldenFolder.PathOf($"{network}/FullGradDecomposition.npy"));
        var parts = Parts(model, images, [first, second]);
        var scale = expected.Values.Max(Math.Abs);
        for (var n = 0; n < 2; n++)
        {
            Assert.That(parts[n].Pixels, Is.EqualTo(expected.Item(n)[0]).Within(1e-4 * scale));
            Assert.That(parts[n].Biases, Is.EqualTo(expected.Item(n)[1]).Within(1e-4 * scale));
        }
    }

    private static List<(double Pixels, double Biases)> Parts(OnnxModel model, Tensor images, int[] targets)
    {
        var biases = model.Network.Biases;
        var pass = model.Gradient(
            images, ModelExtensions.OneHot(targets, model.ClassCount), [model.InputTensor, .. biases.Select(b => b.Tensor)], RuleSet.Standard);
        var parts = new List<(double, double)>();
        for (var n = 0; n < images.BatchSize; n++)
        {
            var (pixels, constant) = (0.0, 0.0);
            for (var i = 0; i < images.ItemLength; i++)
                pixels += (double)images.Item(n)[i] * pass.Gradients[0].Item(n)[i];
            for (var b = 0; b < biases.Count; b++)
                for (var i = 0; i < pass.Gradients[b + 1].ItemLength; i++)
                    constant += (double)biases[b].At(i) * pass.Gradients[b + 1].Item(n)[i];
            parts.Add((pixels, constant));
        }
        return parts;
    }
}
