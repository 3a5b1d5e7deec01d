using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Loading;

public sealed class ReceptiveFieldTests
{
    private const int Rows = 13;
    private const int Columns = 11;

    [TestCase("strided")]
    [TestCase("pooled")]
    [TestCase("joined")]
    public void Where_all_weights_are_positive_the_field_is_the_support_of_the_derivative(string tensor)
    {
        using var file = new TemporaryModel(Positive());
        using var model = OnnxModel.Open(file.Path);
        var field = model.Network.FieldOf(tensor)!;
        var shape = model.Network.ShapeOf(tensor);
        var image = Tensor.Zeros(1, 1, Rows, Columns);
        image.Values.AsSpan().Fill(1);
        for (var y = 0; y < shape[1]; y++)
            for (var x = 0; x < shape[2]; x++)
            {
                var seed = Tensor.Zeros([1, .. shape]);
                seed.Values[y * shape[2] + x] = 1;
                var gradient = model.Gradient(image, tensor, seed, ["image"], RuleSet.Standard).Gradients[0];
                var (top, height) = field.Rows.Of(y, Rows);
                var (left, width) = field.Columns.Of(x, Columns);
                for (var i = 0; i < gradient.Length; i++)
                {
                    var (row, column) = (i / Columns, i % Columns);
                    var inside = row >= top && row < top + height && column >= left && column < left + width;
                    // A dilated window passes over pixels between those that it reads; the outermost are read, where they are there.
                    var (first, last) = (field.Rows.Start + y * field.Rows.Step, field.Rows.Start + y * field.Rows.Step + height - 1);
                    if (!inside)
                        Assert.That(gradient.Values[i], Is.Zero, $"{tensor} ({y}, {x}) at ({row}, {column})");
                    else if (height == field.Rows.Length && (row == first || row == last))
                        Assert.That(
                            Enumerable.Range(left, width).Any(c => gradient.Values[row * Columns + c] > 0), $"{tensor} ({y}, {x}), {row}");
                }
            }
    }

    [TestCase("plain")]
    [TestCase("residual")]
    [TestCase("branch")]
    [TestCase("separable")]
    public void What_lies_outside_of_the_field_changes_nothing(string network)
    {
        using var model = OnnxModel.Open(Embedded(network));
        var tried = 0;
        foreach (var tensor in model.Network.Landmarks.Stages)
        {
            if (model.Network.FieldOf(tensor) is not { } field)
                continue;
            var shape = model.Network.ShapeOf(tensor);
            var (y, x) = (shape[1] / 3, shape[2] / 2);
            var (top, height) = field.Rows.Of(y, 64);
            var (left, width) = field.Columns.Of(x, 64);
            if (height * width == 64 * 64)
                continue;
            var before = GradientCase.Between(-1, 1, 3, 1, 3, 64, 64);
            var after = before.Clone();
            for (var i = 0; i < after.Length; i++)
                if (i / 64 % 64 < top || i / 64 % 64 >= top + height || i % 64 < left || i % 64 >= left + width)
                    after.Values[i] = 1 - after.Values[i];
            var values = model.Activations(Tensor.Stack([before.ItemTensor(0), after.ItemTensor(0)]), [tensor])[0];
            var plane = shape[1] * shape[2];
            for (var k = 0; k < shape[0]; k++)
                Assert.That(
                    values.Item(1)[k * plane + y * shape[2] + x], Is.EqualTo(values.Item(0)[k * plane + y * shape[2] + x]).Within(1e-5),
                    $"{tensor}, channel {k}");
            tried++;
        }
        Assert.That(tried, Is.GreaterThan(1));
    }

    [Test]
    public void Attention_and_pooling_over_all_places_see_all_of_the_image()
    {
        using var vit = OnnxModel.Open(Embedded("vit"));
        Assert.That(vit.Network.FieldOf(vit.Network.CamTensor), Is.Null);
        using var file = new TemporaryModel(Positive());
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.FieldOf("mean"), Is.Null);
        Assert.That(model.Network.FieldOf("image")!.Rows.Of(4, Rows), Is.EqualTo((4, 1)));
    }

    private static string Embedded(string network) => Path.Combine(Repository.Root, $"datasets/scenes/models/{network}/model.onnx");

    // Uneven padding, a stride, padding that keeps the size, two branches of which one is dilated.
    private static Graph Positive()
    {
        var b = new GraphBuilder();
        Value Weights(string name, params int[] dims) => b.Weight(
            name, Constant.Of([.. Enumerable.Range(1, dims.Aggregate(1, (p, d) => p * d)).Select(i => 0.1f + i % 5 * 0.1f)],
                [.. dims.Select(d => (long)d)]));
        Value Name(Value value, string name)
        {
            b.Add(Node.Of("Identity", [value.Name], [name]));
            return b.Existing(name);
        }
        var x = b.Input("image", ElementType.Float, null, 1, Rows, Columns);
        x = Name(
            b.Op("Conv", [x, Weights("w1", 2, 1, 3, 3)], ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 0, 1, 2 })), "strided");
        x = Name(
            x.Map("AveragePool", ("kernel_shape", new long[] { 2, 2 }), ("auto_pad", "SAME_UPPER"), ("count_include_pad", 1L)), "pooled");
        var wide = b.Op("Conv", [x, Weights("w2", 2, 2, 3, 3)], ("dilations", new long[] { 2, 2 }), ("pads", new long[] { 2, 2, 2, 2 }));
        x = Name(b.Op("Conv", [x, Weights("w3", 2, 2, 1, 1)]) + wide, "joined");
        x = Name(x.Map("GlobalAveragePool"), "mean").Map("Flatten");
        b.Add(Node.Of("Identity", [x.MatMul(Weights("w4", 2, 3)).Name], ["scores"]));
        return b.Build(["scores"]);
    }
}
