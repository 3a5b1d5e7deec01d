using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Runtime;
using VisEval.Tests.Onnx;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Networks;

/// <summary>The attention map of the exported network is there by name, and does what the paper says.</summary>
public class BranchTests
{
    private static readonly Tensor Images = Trainer.FreshScenes(new TrainingSettings(Steps: 1, Batch: 3))(0).Images;

    private Graph _graph = null!;
    private TemporaryModel _file = null!;
    private OnnxModel _model = null!;

    [OneTimeSetUp]
    public void Export()
    {
        using var program = new TrainingProgram(new Branch(), SceneRenderer.Size, SceneClasses.Names.Count, Seed.Of(5), threads: 1);
        _graph = program.Export();
        _file = new TemporaryModel(_graph);
        _model = OnnxModel.Open(_file.Path);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
    }

    [Test]
    public void The_attention_map_is_a_sigmoid_of_one_channel_on_a_grid_of_16_by_16()
    {
        Assert.That(_graph.Producers()["attention.out"].Operator, Is.EqualTo("Sigmoid"));
        Assert.That(_model.ShapeOf("attention.out"), Is.EqualTo(new[] { 1, 16, 16 }));
        Assert.That(_model.Activations(Images, ["attention.out"])[0].Values, Is.All.InRange(0f, 1f));
    }

    [Test]
    public void The_perception_branch_reads_the_features_times_the_map_plus_the_features()
    {
        var product = _graph.Nodes.Single(n => n.Inputs.Contains("attention.out"));
        var sum = _graph.Nodes.Single(n => n.Inputs.Contains(product.Outputs[0]));
        var features = product.Inputs.Single(i => i != "attention.out");
        Assert.That((product.Operator, sum.Operator), Is.EqualTo(("Mul", "Add")));
        Assert.That(sum.Inputs, Has.Member(features));

        var values = _model.Activations(Images, ["attention.out", features, sum.Outputs[0]]);
        for (var image = 0; image < Images.BatchSize; image++)
        {
            var (map, x, weighted) = (values[0].ItemTensor(image).Values, values[1].ItemTensor(image).Values, values[2].ItemTensor(image).Values);
            for (var i = 0; i < x.Length; i++)
                Assert.That(weighted[i], Is.EqualTo(x[i] * (1 + map[i % map.Length])).Within(1e-5));
        }
    }

    [Test]
    public void Changing_the_map_changes_the_logits()
    {
        var slope = _model.Gradient(Images, [0, 1, 2], "attention.out").Gradients[0];
        Assert.That(slope.Shape.ToArray(), Is.EqualTo(new[] { 3, 1, 16, 16 }));
        Assert.That(slope.Values.Count(v => v != 0), Is.GreaterThan(slope.Length / 2));
    }
}
