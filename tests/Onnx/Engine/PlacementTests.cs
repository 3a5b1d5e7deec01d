using VisEval.Onnx.Engine;

namespace VisEval.Tests.Onnx.Engine;

public sealed class PlacementTests
{
    [Test]
    public void The_runtime_writes_down_what_ran_where()
    {
        var nodes = Placement.Of(SmallNetworks.Convolutional(), Device.Cpu, batch: 2);
        Assert.Multiple(() =>
        {
            Assert.That(nodes.Select(n => n.Operator), Does.Contain("MaxPool").And.Contain("Gemm"));
            Assert.That(nodes.All(n => n.IsOnCpu));
            Assert.That(nodes.Select(n => n.Name), Has.Some.EqualTo("fc").Or.Some.StartsWith("fc/"));
            Assert.That(nodes, Has.Count.LessThan(20), "Not the steps between the operators.");
        });
    }

    [Test]
    public void It_leaves_no_file()
    {
        static int Left() => Directory.GetDirectories(Path.GetTempPath(), "viseval-placement-*").Length;
        var before = Left();
        Placement.Of(SmallNetworks.Convolutional(), Device.Cpu, batch: 1);
        Assert.That(Left(), Is.LessThanOrEqualTo(before));
    }
}
