using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

[Category("Engine")]
public sealed class RelevanceCamTests
{
    private static readonly OnnxModel Model = QuickUnits.ModelFor("relevance-cam");
    private static readonly ImageBatch Batch = Images.Random(new ImageSize(3, 8, 8), 1, seed: 9);

    // Before the mean and the linear layer (weights 6×4, see SmallNetworks) z⁺ is the share w⁺·ΣA/Σw⁺·ΣA of the class, and the
    // contrast the mean of the other classes' shares.
    [Test]
    public void Before_a_mean_and_a_linear_layer_the_weights_are_shares_of_the_class_less_those_of_the_others(
        [Range(0, 3)] int target, [Values] bool relu)
    {
        const int Classes = 4;
        var features = Model.Activations(Batch.Values, [Model.Network.CamTensor])[0];
        var (channels, plane) = (features.Shape[1], features.Shape[2] * features.Shape[3]);
        var weights = SmallNetworks.Convolutional().Constants["w3"].Floats.ToArray();
        double Mass(int k) => Enumerable.Range(0, plane).Sum(i => (double)features.Values[k * plane + i]);
        double Share(int k, int c) => Math.Max(0, weights[k * Classes + c]) * Mass(k)
            / Enumerable.Range(0, channels).Sum(j => Math.Max(0, weights[j * Classes + c]) * Mass(j));
        double Weight(int k) => Share(k, target)
            - Enumerable.Range(0, Classes).Where(c => c != target).Average(c => Share(k, c));
        var expected = Enumerable.Range(0, plane).Select(i =>
            Enumerable.Range(0, channels).Sum(k => Weight(k) * features.Values[k * plane + i]));
        var actual = new RelevanceCam(relu).Explain(Model, Batch, [target])[0].Values.Values;
        Assert.That(actual, Is.EqualTo(expected.Select(v => relu ? Math.Max(v, 0) : v)).Within(1e-4));
    }
}
