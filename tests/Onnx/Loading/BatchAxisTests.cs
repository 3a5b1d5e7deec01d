using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>A batch that an exporter wrote down is freed; where it cannot be, images are run one by one with the same results.</summary>
public sealed class BatchAxisTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 4, 3, 3, 4, 4);

    [TestCase(null)]
    [TestCase(1L)]
    public void A_batch_written_into_a_reshape_is_freed_whatever_the_input_says(long? declared)
    {
        using var file = new TemporaryModel(Baked(declared, 1, 12));
        using var model = OnnxModel.Open(file.Path);
        AssertOneByOne(model, Baked(1, 1, 12));
        Assert.That(model.Notes, Has.Some.Contains("(Reshape)"));
    }

    // Two images make one row of twice the length, which the next product does not take.
    [Test]
    public void A_reshape_to_one_row_of_any_length_is_freed()
    {
        using var file = new TemporaryModel(Baked(null, 1, -1));
        using var model = OnnxModel.Open(file.Path);
        AssertOneByOne(model, Baked(1, 1, 12));
    }

    [Test]
    public void The_network_that_somebody_brought_opens()
    {
        using var model = OnnxModel.Open(CaseFolder.PathOf("baked_N_1.onnx"));
        Assert.That(model.Notes, Has.Some.Contains("(Reshape)"));
    }

    [TestCase(1L)]
    [TestCase(2L)]
    public void What_cannot_be_freed_is_run_image_by_image(long batch)
    {
        using var file = new TemporaryModel(Stubborn(batch));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Notes, Has.Some.Contains("one by one"));
        AssertOneByOne(model, Stubborn(1));
        // (S(x + h·d) − S(x − h·d)) / 2h for a piecewise linear network.
        var gradient = model.Gradient(Images, [0, 1, 2], model.Network.InputTensor).Gradients[0];
        var direction = GradientCase.Between(-1, 1, 6, 3, 3, 4, 4);
        const float Step = 1e-2f;
        Tensor Moved(float step) => new([.. Images.Values.Zip(direction.Values, (x, d) => x + step * d)], 3, 3, 4, 4);
        var (up, down) = (model.Predict(Moved(Step)).Logits, model.Predict(Moved(-Step)).Logits);
        for (var i = 0; i < 3; i++)
        {
            var slope = gradient.Item(i).ToArray().Zip(direction.Item(i).ToArray(), (g, d) => (double)g * d).Sum();
            Assert.That((up.Item(i)[i] - down.Item(i)[i]) / (2 * Step), Is.EqualTo(slope).Within(1e-3));
        }
    }

    [Test]
    public void A_quantization_to_the_range_of_the_batch_is_run_image_by_image()
    {
        Graph Network()
        {
            var b = new GraphBuilder();
            var quantized = b.Op("DynamicQuantizeLinear", 3, [b.Input("image", ElementType.Float, null, 3, 4, 4)]);
            var x = b.Op("DequantizeLinear", quantized).Map("Relu").Map("Flatten");
            return b.Build([x.MatMul(SmallNetworks.Weights(b, "w", 1, 48, 3)).Name]);
        }
        using var file = new TemporaryModel(Network());
        using var model = OnnxModel.Open(file.Path);
        AssertOneByOne(model, Network());
        Assert.That(model.Notes, Has.Some.Contains("one by one"));
    }

    [Test]
    public void Images_that_depend_on_their_company_in_a_fixed_batch_are_refused()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 2, 3, 4, 4);
        x = (x - x.Mean(true, 0)).Reshape(2, 48).MatMul(SmallNetworks.Weights(b, "w", 1, 48, 3));
        using var file = new TemporaryModel(b.Build([x.Name]));
        Assert.That(
            () => OnnxModel.Open(file.Path), Throws.TypeOf<InputException>().With.Message.Contains("other images of its batch"));
    }

    private static void AssertOneByOne(OnnxModel model, Graph one)
    {
        using var session = new Session(one, 1);
        var together = model.Predict(Images).Logits;
        for (var i = 0; i < Images.BatchSize; i++)
            Assert.That(together.Item(i).ToArray(), Is.EqualTo(session.Run(("image", Images.Items(i, 1)))[0].Values).Within(1e-5));
    }

    private static Graph Baked(long? declared, params long[] shape)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, declared, 3, 4, 4);
        x = b.Op("AveragePool", [x], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
        x = x.Reshape(shape).Map("Relu").MatMul(SmallNetworks.Weights(b, "w", 1, 12, 3));
        return b.Build([x.Name]);
    }

    // Each image of the batch is cut out by its number.
    private static Graph Stubborn(long batch)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, batch, 3, 4, 4);
        var weights = SmallNetworks.Weights(b, "w", 1, 48, 3);
        var rows = Enumerable.Range(0, (int)batch).Select(i =>
            b.Op("Squeeze", [x.Slice(0, i, i + 1), b.Ints(0)]).Reshape(1, 48).Map("Relu").MatMul(weights)).ToList();
        return b.Build([b.Op("Concat", rows, ("axis", 0L)).Name]);
    }
}
