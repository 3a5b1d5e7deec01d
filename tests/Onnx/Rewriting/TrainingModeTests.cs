using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Rewriting;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Rewriting;

/// <summary>Networks exported in training mode answer as they do in evaluation mode, and say so.</summary>
public sealed class TrainingModeTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 8, 3, 3, 8, 8);

    // Since 14 an attribute tells; before, further results do.
    [TestCase(17L)]
    [TestCase(14L)]
    [TestCase(13L)]
    [TestCase(9L)]
    public void A_batch_normalization_takes_its_stored_statistics_in_every_operator_set(long opset)
    {
        var plain = SmallNetworks.Convolutional();
        var graph = Changed(plain, opset);
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path);
        using var stored = new Session(plain, 1);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(stored.Run(("image", Images))[0].Values).Within(1e-5));
        Assert.That(model.Network.Warnings, Has.Some.Contains("training mode").And.Some.Contains("stored statistics"));
        Assert.That(model.Notes, Has.Some.Contains("training mode"));
        Assert.That(model.Gradient(Images, [0, 1, 2], "image").Gradients[0].Values, Has.Some.Not.Zero);
    }

    [Test]
    public void The_runtime_itself_gives_the_statistics_of_the_batch()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var training = new Session(Changed(SmallNetworks.Convolutional(), 17), 1);
        using var model = OnnxModel.Open(file.Path);
        Assert.That(training.Run(("image", Images))[0].Values, Is.Not.EqualTo(model.Predict(Images).Logits.Values).Within(1e-3));
    }

    [Test]
    public void Statistics_that_were_never_trained_are_refused()
    {
        var graph = Changed(SmallNetworks.Convolutional(), 17);
        graph = graph with
        {
            Constants = new Dictionary<string, Constant>(graph.Constants)
            {
                ["mean"] = Constant.Of(new float[5], 5),
                ["variance"] = Constant.Of([1, 1, 1, 1, 1], 5),
            },
        };
        using var file = new TemporaryModel(graph);
        Assert.That(() => OnnxModel.Open(file.Path), Throws.TypeOf<InputException>().With.Message.Contains("model.eval()"));
    }

    [Test]
    public void What_reads_the_statistics_of_the_batch_is_refused_by_name()
    {
        var graph = Changed(SmallNetworks.Convolutional(), 17);
        graph = graph with { Nodes = [.. graph.Nodes, Node.Of("Identity", ["batch_mean"], ["seen"]) with { Name = "reader" }] };
        Assert.That(() => TrainingMode.Apply(graph, []), Throws.TypeOf<InputException>().With.Message.Contains("'reader'"));
    }

    [Test]
    public void Dropout_in_training_mode_is_left_out()
    {
        var plain = SmallNetworks.Convolutional();
        var graph = SmallNetworks.Convolutional((b, x) => b.Op(
            "Dropout", [x, b.Scalar(0.5f), b.Constant(new Constant(ElementType.Bool, [], new byte[] { 1 }))]));
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path);
        using var without = new Session(plain, 1);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(without.Run(("image", Images))[0].Values).Within(1e-6));
        Assert.That(model.Network.Warnings, Has.Some.Contains("dropout"));
    }

    [Test]
    public void A_network_in_evaluation_mode_says_nothing()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.Warnings, Is.Empty);
    }

    private static Graph Changed(Graph plain, long opset) => plain with
    {
        Opsets = new Dictionary<string, long> { [""] = opset },
        Nodes =
        [
            .. plain.Nodes.Select(n => n.Operator != "BatchNormalization" ? n
                : opset >= 14 ? n.With("training_mode", 1L) with { Outputs = [n.Outputs[0], "batch_mean", "batch_variance"] }
                : n with { Outputs = [n.Outputs[0], "batch_mean", "batch_variance", "saved_mean", "saved_variance"] }),
        ],
    };
}
