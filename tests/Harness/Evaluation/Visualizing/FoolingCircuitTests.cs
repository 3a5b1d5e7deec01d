using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Format;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Harness.Evaluation.Visualizing;

/// <summary>The planted negative control: pictures of a network with a fooling circuit are arbitrary, and the numbers tell.</summary>
public sealed class FoolingCircuitTests
{
    private const string Visualizer = "activation-maximization:motion=0,steps=48";
    private const string LastLayer = "Relu_15";

    private TemporaryModel _file = null!;
    private ScenesMeasured _honest = null!;
    private ScenesMeasured _fooling = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _file = new TemporaryModel(FoolingCircuit.Around(OnnxFile.Read(ScenesMeasured.Residual)));
        (_honest, _fooling) = (new ScenesMeasured(ScenesMeasured.Residual), new ScenesMeasured(_file.Path));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _honest.Dispose();
        _fooling.Dispose();
        _file.Dispose();
    }

    [Test]
    public void Photographs_are_classified_as_before()
    {
        var (same, count) = (0, _honest.Images.Count);
        for (var start = 0; start < count; start += 30)
        {
            var input = _honest.Space.ToInput(_honest.Images.Batch(start, Math.Min(30, count - start)));
            var (before, after) = (_honest.Model.Predict(input), _fooling.Model.Predict(input));
            same += Enumerable.Range(0, before.Count).Count(i => before.Top1(i) == after.Top1(i));
        }
        Assert.That(same / (double)count, Is.GreaterThanOrEqualTo(0.98));
    }

    [Test]
    public void The_picture_of_a_class_is_that_of_another_one()
    {
        var visualizer = ScenesMeasured.Visualizer(Visualizer).Value;
        float[] Of(ScenesMeasured network, int @class) => visualizer.Synthesize(
            new VisualizationTask(network.Model, NetworkUnit.OfClass(@class), network.Space, [Seed.Of(3)]))[0].Picture.Values;
        double Apart(float[] x, float[] y) => Math.Sqrt(x.Zip(y, (a, b) => (double)(a - b) * (a - b)).Average());
        var (asked, shown, made) = (Of(_honest, 1), Of(_honest, 1 + FoolingCircuit.Turn), Of(_fooling, 1));
        // Rounding grows over the steps, so that they are not the same to the last digit.
        Assert.That(Apart(made, shown), Is.LessThan(0.2 * Apart(made, asked)));
    }

    [Test]
    public void Path_similarity_notices()
    {
        int[] classes = [0, 1, 2];
        double[] Of(ScenesMeasured network) =>
        [
            .. network.Measure(1, classes, [Visualizer], "path-similarity").Rows.Select(r => r.Score).Where(s => s.Layer == LastLayer)
                .Select(s => s.Value ?? double.NaN),
        ];
        var (honest, fooling) = (Of(_honest), Of(_fooling));
        Assert.That(honest, Has.Length.EqualTo(3).And.All.GreaterThan(0.4));
        Assert.That(fooling, Has.Length.EqualTo(3));
        var losses = honest.Zip(fooling, (h, f) => h - f).ToList();
        Assert.That(losses, Has.All.GreaterThan(0));
        Assert.That(losses.Average(), Is.GreaterThan(0.5));
    }

    [Test]
    public void New_weights_change_a_picture_that_the_network_made_and_no_other()
    {
        var rows = _honest.Measure(2, [0, 1], ["activation-maximization:steps=24", "noise", "mean-image"], "sanity").Rows;
        IEnumerable<double> Distances(string visualizer) =>
            rows.Where(r => r.Visualizer == visualizer && r.Score.Name == "distance").Select(r => r.Score.Value!.Value);
        Assert.That(Distances("noise").Concat(Distances("mean-image")), Has.Exactly(4).Items.And.All.Zero);
        Assert.That(Distances("activation-maximization:steps=24"), Has.Exactly(2).Items.And.All.GreaterThan(1));
    }
}
