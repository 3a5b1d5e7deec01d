using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Models;

/// <summary>The part of a network from a tensor on gives what the whole network gives.</summary>
[Category("Engine")]
public sealed class AfterTests
{
    // Cuts, tensors beside a shortcut, inside dense connections, tokens, and tensors after which shapes are computed.
    [TestCase("resnetish", "/layer3/relu2/Relu_output_0")]
    [TestCase("resnetish", "/layer2/relu1/Relu_output_0")]
    [TestCase("densenetish", "/relu5/Relu_output_0")]
    [TestCase("inceptionish", "/last/relu/Relu_output_0")]
    [TestCase("squeezenetish", "/features/features.6/Concat_output_0")]
    [TestCase("shufflenetish", "/conv5/relu/Relu_output_0")]
    [TestCase("convnextish", "/b2/Add_output_0")]
    [TestCase("vitish", "/b2/n1/LayerNormalization_output_0")]
    [TestCase("opzoo", "/Where_output_0")]
    [TestCase("vitish", "input")]
    public void Fed_with_its_own_values_the_part_gives_the_scores_and_the_derivative_of_the_whole(string network, string tensor)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf($"{network}/input.npy"));
        var whole = model.Gradient(images, [1, 2], tensor);
        for (var i = 0; i < 2; i++)
        {
            var part = model.After(tensor, images.ItemTensor(i));
            var values = whole.Values[0].Items(i, 1);
            var scores = part.Predict(values);
            Assert.That(scores.Logits.Values, Is.EqualTo(whole.Scores.Logits.Item(i).ToArray()).Within(1e-5f));
            var gradient = part.Gradient(values, [i + 1], part.InputTensor).Gradients[0].Values;
            var largest = gradient.Max(Math.Abs);
            Assert.That(gradient, Is.EqualTo(whole.Gradients[0].Item(i).ToArray()).Within(1e-5f * largest));
        }
    }

    [Test]
    public void What_passes_beside_the_tensor_keeps_the_image_s_values_for_every_row()
    {
        var builder = new GraphBuilder();
        builder.Input("image", ElementType.Float, null, 1, 2, 2);
        builder.Add(Node.Of("Mul", ["image", builder.Scalar(2).Name], ["inner"]));
        builder.Add(Node.Of("Neg", ["image"], ["beside"]));
        var joined = builder.Existing("inner") * builder.Existing("beside");
        builder.Add(Node.Of("Identity", [joined.Reshape(0, 4).Name], ["scores"]));
        using var file = new TemporaryModel(builder.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        var part = model.After("inner", new Tensor([1, 2, 3, 4], 1, 2, 2));
        var scores = part.Predict(new Tensor([1, 1, 1, 1, 10, 20, 30, 40], 2, 1, 2, 2));
        Assert.That(scores.Logits.Values, Is.EqualTo(new float[] { -1, -2, -3, -4, -10, -40, -90, -160 }));
        Assert.That(part.Input, Is.EqualTo(new ImageSize(1, 2, 2)));
    }

    // As in Swin: windows are merged into the batch, and the shape of a tensor without a row for every image is asked for, before the cut.
    // The first of the two shapes has one row an image, but asking for it needs the second.
    [Test]
    public void Only_the_shapes_that_the_part_needs_are_asked_for()
    {
        var builder = new GraphBuilder();
        var image = builder.Input("image", ElementType.Float, null, 1, 2, 2);
        var windows = image.Reshape(-1, 2);
        var merged = builder.Op("Reshape", [windows, windows.Map("Shape")]);
        builder.Add(Node.Of("Reshape", [merged.Name, builder.Ints(-1, 1, 2, 2).Name], ["back"]));
        builder.Add(Node.Of("Neg", ["back"], ["inner"]));
        var rows = builder.Op("Reshape", [builder.Existing("inner"), builder.Op(
            "Concat", [builder.Existing("back").Map("Shape", ("start", 0L), ("end", 1L)), builder.Ints(4)], ("axis", 0L))]);
        builder.Add(Node.Of("Identity", [rows.Name], ["scores"]));
        using var file = new TemporaryModel(builder.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        var part = model.After("inner", new Tensor([1, 2, 3, 4], 1, 2, 2));
        var scores = part.Predict(new Tensor([1, 1, 1, 1, 10, 20, 30, 40], 2, 1, 2, 2));
        Assert.That(scores.Logits.Values, Is.EqualTo(new float[] { 1, 1, 1, 1, 10, 20, 30, 40 }));
    }

    [Test]
    public void A_randomized_copy_has_randomized_parts()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/resnetish.onnx"));
        var image = NpyFile.Read(GoldenFolder.PathOf("resnetish/input.npy")).ItemTensor(0);
        const string Tensor = "/layer3/relu2/Relu_output_0";
        var copy = model.Randomize([model.Network.WeightLayers[0]], Seed.Of(3));
        var batch = image.Reshape(1, 3, 40, 40);
        var values = copy.Activations(batch, [Tensor])[0];
        Assert.That(values.Values, Is.EqualTo(model.Activations(batch, [Tensor])[0].Values));
        Assert.That(copy.After(Tensor, image).Predict(values).Logits.Values, Is.EqualTo(copy.Predict(batch).Logits.Values).Within(1e-5f));
        Assert.That(
            copy.After(Tensor, image).Predict(values).Logits.Values,
            Is.Not.EqualTo(model.After(Tensor, image).Predict(values).Logits.Values).Within(1e-2f));
    }

    [TestCase("nothing", "there is no tensor 'nothing'")]
    [TestCase("/Constant_output_0", "does not lead from the image to the scores")]
    public void A_tensor_that_is_no_place_to_start_is_refused(string tensor, string why)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        Assert.That(() => model.After(tensor, Tensor.Zeros(3, 32, 32)), Throws.InstanceOf<InputException>().With.Message.Contains(why));
    }
}
