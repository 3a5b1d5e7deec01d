using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Loading;

[Category("Engine")]
public sealed class LandmarksTests
{
    // The tensors that the reference numbers were made at, chosen by hand by other people, are found by the shape of the network. (In opzoo
    // they took Where, which an Abs follows.)
    [TestCase("bottleneck_grouped", "/b3/relu3/Relu_output_0", true)]
    [TestCase("convnextish", "/b2/Add_output_0", false)]
    [TestCase("densenetish", "/relu5/Relu_output_0", true)]
    [TestCase("efficientnetish", "/head/head.2/Mul_output_0", true)]
    [TestCase("inceptionish", "/last/relu/Relu_output_0", true)]
    [TestCase("mobilenetv2ish", "/head/head.2/Clip_output_0", true)]
    [TestCase("mobilenetv3ish", "/head/head.2/HardSwish_output_0", false)]
    [TestCase("opzoo", "/Abs_output_0", false)]
    [TestCase("resnetish", "/layer3/relu2/Relu_output_0", true)]
    [TestCase("shufflenetish", "/conv5/relu/Relu_output_0", true)]
    [TestCase("vggish", "/features/features.11/Relu_output_0", false)]
    [TestCase("vitish", "/b2/n1/LayerNormalization_output_0", false)]
    public void The_layer_for_class_activation_is_found_and_whether_CAM_itself_applies(string network, string expected, bool pooled)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        Assert.That(model.Network.CamTensor, Is.EqualTo(expected));
        Assert.That(model.Network.Landmarks.PooledHead.Contains(expected), Is.EqualTo(pooled));
    }

    [Test]
    public void Class_maps_before_a_global_mean_are_a_pooled_head()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/squeezenetish.onnx"));
        Assert.That(model.Network.Landmarks.PooledHead, Is.EqualTo(new[] { model.Network.CamTensor }));
    }

    [Test]
    public void What_a_1x1_convolution_makes_class_maps_of_is_a_pooled_head_too_but_not_through_a_ReLU_or_a_wider_kernel()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = Named(b, "wide", b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 4, 3, 3, 3)]));
        x = Named(b, "gated", x.Map("Relu"));
        x = Named(b, "classes", b.Op("Conv", [x, SmallNetworks.Weights(b, "w2", 2, 5, 4, 1, 1)]));
        x = x.Mean(keep: false, 2, 3);
        b.Add(Node.Of("Identity", [x.Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.Landmarks.PooledHead.Where(t => !t.Contains('_')), Is.EqualTo(new[] { "classes", "gated" }));
        Assert.That(model.Network.Landmarks.PooledHead, Has.Count.EqualTo(4), "each with its copy");
    }

    [Test]
    public void A_gate_of_one_channel_over_places_is_a_mask_and_one_of_all_channels_is_none()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 4, 3, 3, 3)]);
        var mask = Named(b, "mask", b.Op("Conv", [x, SmallNetworks.Weights(b, "w2", 2, 1, 4, 1, 1)]).Map("Sigmoid"));
        var gate = x.Map("GlobalAveragePool").Map("Sigmoid");
        x = (x * mask * gate).Mean(keep: false, 2, 3);
        b.Add(Node.Of("Identity", [x.Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.Landmarks.Masks, Has.Count.EqualTo(1));
        Assert.That(model.Network.ShapeOf(model.Network.Landmarks.Masks[0]), Is.EqualTo(new[] { 1, 6, 6 }));
    }

    [Test]
    public void The_attention_of_a_transformer_is_found_layer_by_layer()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        Assert.That(model.Network.Landmarks.Attention, Has.Count.EqualTo(2));
        foreach (var attention in model.Network.Landmarks.Attention)
        {
            var shape = model.Network.ShapeOf(attention);
            Assert.That(shape[^1], Is.EqualTo(shape[^2]));
        }
        Assert.That(model.Network.Landmarks.Masks, Is.Empty);
        var candidates = ModelInspection.Of(model).CamCandidates;
        Assert.That(candidates[0].Tensor, Is.EqualTo(model.Network.CamTensor));
        Assert.That(candidates[0].Differentiable);
        Assert.That(candidates.Select(c => c.Tensor), Has.None.AnyOf([.. model.Network.Landmarks.Attention]));
    }

    [Test]
    public void A_convolutional_network_has_no_attention_and_its_stages_are_what_everything_passes()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/resnetish.onnx"));
        Assert.That(model.Network.Landmarks.Attention, Is.Empty);
        Assert.That(model.Network.Landmarks.Stages[^1], Is.EqualTo(model.Network.CamTensor));
        // Inside a residual block the shortcut goes round every tensor.
        Assert.That(model.Network.Landmarks.Stages, Does.Not.Contain("/layer3/relu1/Relu_output_0"));
        Assert.That(model.Network.Landmarks.Stages, Has.Count.EqualTo(9));
    }

    private static Value Named(GraphBuilder b, string name, Value value)
    {
        b.Add(Node.Of("Identity", [value.Name], [name]));
        return b.Existing(name);
    }
}
