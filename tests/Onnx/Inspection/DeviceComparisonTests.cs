using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Inspection;

/// <summary>Without another processor a network with a changed weight stands for a device that computes wrongly.</summary>
public sealed class DeviceComparisonTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 8, 3, 2, 4, 4);

    [Test]
    public void The_same_engine_agrees_to_the_last_bit()
    {
        using var model = new Opened(Linear(1));
        Assert.That(Compare(model.Model, model.Model).Select(d => (d.Largest, d.Agrees)), Is.All.EqualTo((0.0, true)));
    }

    // Scores and derivative are both proportional to the factor.
    [TestCase(1 / 1024f, false, true)]
    [TestCase(1 / 512f, false, false)]
    [TestCase(1 / 16384f, true, true)]
    public void A_device_whose_weights_are_off_by_a_part_is_off_by_that_part(float part, bool scoresAgree, bool gradientsAgree)
    {
        using var cpu = new Opened(Linear(1));
        using var device = new Opened(Linear(1 + part));
        var found = Compare(device.Model, cpu.Model);
        Assert.Multiple(() =>
        {
            Assert.That(found[0].What, Is.EqualTo("scores"));
            Assert.That(found[0].Largest, Is.EqualTo(part).Within(1e-6));
            Assert.That(found[0].Agrees, Is.EqualTo(scoresAgree));
            Assert.That(found[1].Largest, Is.EqualTo(part).Within(1e-6));
            Assert.That(found[1].Agrees, Is.EqualTo(gradientsAgree));
        });
    }

    [TestCase(0.01, 0.002, true)]
    [TestCase(0.01, 0.0009, false)]
    [TestCase(double.PositiveInfinity, 1, false)]
    public void A_difference_that_the_last_bits_of_pixels_explain_is_no_fault(double largest, double rounding, bool agrees) => Assert.That(
        new Deviation("relevance", largest, 1e-3) { Rounding = rounding }.Agrees, Is.EqualTo(agrees));

    [Test]
    public void The_last_bits_of_pixels_move_a_linear_network_by_as_much()
    {
        using var model = new Opened(Linear(1));
        Assert.That(Compare(model.Model, model.Model)[0].Rounding, Is.GreaterThan(0).And.LessThan(1e-6));
    }

    [Test]
    public void A_network_without_a_derivative_is_not_compared_and_nothing_speaks_against_the_device()
    {
        using var model = new Opened(SmallNetworks.Convolutional((_, x) => x + x.Reshape(-1, 1, 2, 2).Map("Det")));
        var images = GradientCase.Between(-1, 1, 8, 2, 3, 8, 8);
        var found = DeviceComparison.Of(model.Model, model.Model, images, s => s.Logits);
        Assert.Multiple(() =>
        {
            Assert.That(found[1].NotCompared, Does.Contain("Det"));
            Assert.That(found.All(d => d.Agrees));
        });
    }

    private static IReadOnlyList<Deviation> Compare(OnnxModel device, OnnxModel cpu) =>
        DeviceComparison.Of(device, cpu, Images, s => s.Logits);

    private static Graph Linear(float factor)
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, 2, 4, 4);
        var weights = GradientCase.Between(-1, 1, 5, 32, 3).Values.Select(w => w * factor).ToArray();
        return b.Build([x.Map("Flatten").MatMul(b.Weight("w", Constant.Of(weights, 32, 3))).Name]);
    }

    private sealed class Opened : IDisposable
    {
        private readonly TemporaryModel _file;

        public Opened(Graph graph)
        {
            _file = new TemporaryModel(graph);
            Model = OnnxModel.Open(_file.Path, new EngineOptions());
        }

        public OnnxModel Model { get; }

        public void Dispose()
        {
            Model.Dispose();
            _file.Dispose();
        }
    }
}
