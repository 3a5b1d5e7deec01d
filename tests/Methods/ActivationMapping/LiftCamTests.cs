using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

[Category("Engine")]
public sealed class LiftCamTests
{
    // Before a mean and a linear layer; before a head with ReLUs; inside dense connections, which pass beside the layer; tokens.
    [TestCase("resnetish", null)]
    [TestCase("resnetish", "/layer2/relu1/Relu_output_0")]
    [TestCase("vggish", null)]
    [TestCase("densenetish", "/relu5/Relu_output_0")]
    [TestCase("squeezenetish", "middle")]
    public void The_contributions_add_up_to_what_the_class_loses_without_the_layer(string network, string? layer)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var state = State(model, network, layer);
        var without = state.ScoresAfter(model, 2, ClassScore.Logit, (sample, planes) =>
        {
            if (sample == 1)
                planes.Clear();
        });
        var contributions = LiftCam.Contributions(model, state);
        Assert.That(contributions.Sum(), Is.EqualTo(without[0] - without[1]).Within(1e-4 * contributions.Sum(Math.Abs)));
    }

    [Test]
    public void Before_a_mean_and_a_linear_layer_it_is_Ablation_CAM_times_the_score()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/resnetish.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf("resnetish/input.npy"));
        var batch = new ImageBatch(images, [.. Enumerable.Range(0, images.BatchSize).Select(i => Seed.Of(i))]);
        int[] targets = [.. Enumerable.Range(0, images.BatchSize)];
        var lift = new LiftCam().Explain(model, batch, targets);
        var ablation = new AblationCam(Absolute: true).Explain(model, batch, targets);
        var scores = model.Predict(images);
        for (var i = 0; i < images.BatchSize; i++)
        {
            var expected = ablation[i].Values.Values.Select(v => v * Math.Abs(scores.Logit(i, targets[i]))).ToArray();
            Assert.That(lift[i].Values.Values, Is.EqualTo(expected).Within(1e-3 * expected.Max() + 1e-6));
        }
    }

    private static LayerState State(OnnxModel model, string network, string? layer)
    {
        var image = NpyFile.Read(GoldenFolder.PathOf($"{network}/input.npy")).Items(0, 1);
        var place = SpatialLayer.Of(model, layer);
        var subject = new Subject(0, image.Values, model.Input, 1, Seed.Of(1));
        return new LayerState(subject, place, model.Activations(image, [place.Name])[0].Values);
    }
}
