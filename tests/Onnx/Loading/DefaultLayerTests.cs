using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>The default layer of class activation methods has places of the image: never heads of an attention, never what was
/// pooled.</summary>
public sealed class DefaultLayerTests
{
    private const int Width = 6;

    [Test]
    public void Two_tokens_that_the_head_reads_leave_the_tokens_before_the_last_attention()
    {
        using var model = OnnxModel.Open(CaseFolder.PathOf("vit_distilled.onnx"));
        var layer = ModelInspection.Of(model).CamCandidates[0];
        Assert.That((layer.Tensor, layer.Height, layer.Width), Is.EqualTo((model.Network.CamTensor, 4, 4)));
        Assert.That(layer.Shape, Is.EqualTo(new[] { 18, 8 }));
        Assert.That(layer.IsTokens && layer.Differentiable);
    }

    [Test]
    public void A_pooled_vector_of_a_tall_image_is_no_column_of_places()
    {
        using var model = OnnxModel.Open(CaseFolder.PathOf("squeeze2_64x48.onnx"));
        Assert.That(model.Network.CamTensor, Is.EqualTo("relu6"));
        Assert.That(model.Network.ShapeOf("relu6"), Is.EqualTo(new[] { 2, 32, 24 }));
        Assert.That(model.Network.Landmarks.PooledHead, Does.Contain("relu6"));
    }

    // A vector of K = h·w channels could be a grid, were it not pooled.
    [Test]
    public void What_comes_after_global_pooling_is_never_a_layer_even_in_the_shape_of_a_grid()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 12, 4);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 3, 3, 3, 3)]).Map("Relu");
        x = x.Map("GlobalAveragePool");
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w2", 2, 12, 3, 1, 1)]).Reshape(-1, 1, 6, 2).Map("Relu");
        x = x.Reshape(-1, 12).MatMul(SmallNetworks.Weights(b, "w3", 3, 12, 4));
        Assert.That(Layer(b, x).Shape, Is.EqualTo(new[] { 3, 10, 2 }));
    }

    // As in DINOv2: the class token beside the mean of the patches, with registers between them.
    [TestCase(0)]
    [TestCase(4)]
    public void A_class_token_beside_the_mean_of_the_patches_has_the_patches(int registers)
    {
        var b = new GraphBuilder();
        var x = Tokens(b, 1 + registers);
        x = Named(b, "tokens", Attention(b, x, 1));
        var patches = x.Slice(1, 1 + registers, 99);
        x = b.Op("Concat", [x.Slice(1, 0, 1).Reshape(-1, Width), patches.Mean(false, 1)], ("axis", 1L));
        var layer = Layer(b, x.MatMul(SmallNetworks.Weights(b, "head", 9, 2 * Width, 3)));
        Assert.That((layer.Height, layer.Width), Is.EqualTo((4, 4)));
        Assert.That(layer.Shape, Is.EqualTo(new[] { 16, Width }));
    }

    // Heads side by side: 18 tokens × 2 heads × 3 numbers, in every order.
    [TestCase(1)]
    [TestCase(2)]
    public void The_heads_of_an_attention_are_no_places(int extra)
    {
        var b = new GraphBuilder();
        var x = Attention(b, Attention(b, Tokens(b, extra), 2), 2);
        x = b.Op("Gather", [x, b.Constant(Constant.IntScalar(0))], ("axis", 1L)) + b.Op(
            "Gather", [x, b.Constant(Constant.IntScalar(extra - 1))], ("axis", 1L));
        x = x.MatMul(SmallNetworks.Weights(b, "head", 9, Width, 3));
        using var file = new TemporaryModel(Scores(b, x));
        using var model = OnnxModel.Open(file.Path);
        var layers = ModelInspection.Of(model).CamCandidates;
        Assert.That(layers[0].Shape, Is.EqualTo(new[] { 16 + extra, Width }));
        Assert.That(layers.Select(l => (l.Height, l.Width)), Is.EqualTo(new[] { (4, 4) }), "every tensor has the patches' grid or none");
    }

    [TestCase(new[] { 2, 1, 1 }, 64, 48)]
    [TestCase(new[] { 3, 1, 1 }, 96, 32)]
    public void K_by_1_by_1_has_no_places(int[] shape, int height, int width) =>
        Assert.That(PlaceLayout.Of(shape, new ImageSize(3, height, width)), Is.Null);

    private static CamCandidate Layer(GraphBuilder b, Value scores)
    {
        using var file = new TemporaryModel(Scores(b, scores));
        using var model = OnnxModel.Open(file.Path);
        return ModelInspection.Of(model).CamCandidates[0];
    }

    private static Graph Scores(GraphBuilder b, Value scores)
    {
        b.Add(Node.Of("Identity", [scores.Name], ["scores"]));
        return b.Build(["scores"]);
    }

    // 4×4 patches of an 8×8 image as rows, after some that are no place.
    private static Value Tokens(GraphBuilder b, int extra)
    {
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "patch", 1, Width, 3, 2, 2)], ("strides", new long[] { 2, 2 }));
        x = x.Reshape(0, Width, -1).Transpose(0, 2, 1);
        return b.Op("Concat", [x.Slice(1, 0, extra) * 0f + SmallNetworks.Weights(b, "class", 2, 1, extra, Width), x], ("axis", 1L));
    }

    private static Value Attention(GraphBuilder b, Value x, int heads)
    {
        Value Part(string name)
        {
            var fresh = $"{name}_{x.Name}";
            var part = x.MatMul(SmallNetworks.Weights(b, fresh, fresh.Length, Width, Width));
            return part.Reshape(0, 0, heads, Width / heads).Transpose(0, 2, 1, 3);
        }
        var weights = Part("query").MatMul(Part("key").Transpose(0, 1, 3, 2)).Map("Softmax", ("axis", -1L));
        return x + weights.MatMul(Part("value")).Transpose(0, 2, 1, 3).Reshape(0, 0, Width);
    }

    private static Value Named(GraphBuilder b, string name, Value value)
    {
        b.Add(Node.Of("Identity", [value.Name], [name]));
        return b.Existing(name);
    }
}
