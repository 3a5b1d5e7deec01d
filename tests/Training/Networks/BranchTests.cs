using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;

namespace VisEval.Tests.Training.Networks;

/// <summary>The attention map of the exported network is there by name, and does what the paper says.</summary>
public class BranchTests
{
    private static readonly Tensor Images = Trainer.FreshScenes(new TrainingSettings(Steps: 1, Batch: 3))(0).Images;

    private ExportedNetwork _exported = null!;

    private Graph Graph => _exported.Graph;

    private OnnxModel Model => _exported.Model;

    [OneTimeSetUp]
    public void Export() => _exported = new ExportedNetwork(new Branch());

    [OneTimeTearDown]
    public void Close() => _exported.Dispose();

    [Test]
    public void The_attention_map_is_a_sigmoid_of_one_channel_on_a_grid_of_16_by_16()
    {
        Assert.That(Graph.Producers()["attention.out"].Operator, Is.EqualTo("Sigmoid"));
        Assert.That(Model.Network.ShapeOf("attention.out"), Is.EqualTo(new[] { 1, 16, 16 }));
        Assert.That(Model.Activations(Images, ["attention.out"])[0].Values, Is.All.InRange(0f, 1f));
    }

    [Test]
    public void The_perception_branch_reads_the_features_times_the_map_plus_the_features()
    {
        var product = Graph.Nodes.Single(n => n.Inputs.Contains("attention.out"));
        var sum = Graph.Nodes.Single(n => n.Inputs.Contains(product.Outputs[0]));
        var features = product.Inputs.Single(i => i != "attention.out");
        Assert.That((product.Operator, sum.Operator), Is.EqualTo(("Mul", "Add")));
        Assert.That(sum.Inputs, Has.Member(features));

        var values = Model.Activations(Images, ["attention.out", features, sum.Outputs[0]]);
        for (var image = 0; image < Images.BatchSize; image++)
        {
            var (map, x, weighted) =
                (values[0].ItemTensor(image).Values, values[1].ItemTensor(image).Values, values[2].ItemTensor(image).Values);
            for (var i = 0; i < x.Length; i++)
                Assert.That(weighted[i], Is.EqualTo(x[i] * (1 + map[i % map.Length])).Within(1e-5));
        }
    }

    [Test]
    public void Changing_the_map_changes_the_logits()
    {
        var slope = Model.Gradient(Images, [0, 1, 2], "attention.out").Gradients[0];
        Assert.That(slope.Shape.ToArray(), Is.EqualTo(new[] { 3, 1, 16, 16 }));
        Assert.That(slope.Values.Count(v => v != 0), Is.GreaterThan(slope.Length / 2));
    }
}
