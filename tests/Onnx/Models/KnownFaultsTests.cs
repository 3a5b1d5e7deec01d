using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Models;

public sealed class KnownFaultsTests
{
    private static readonly Device Cuda = new("cuda");

    [Test]
    public void A_dilated_max_pooling_that_a_device_computes_wrongly_is_refused_by_name() => Assert.That(
        () => KnownFaults.Refuse(Network(dilation: 2, padding: 1), Cuda, (graph, image) => [new byte[4], new byte[8]]),
        Throws.TypeOf<InputException>().With.Message.Contains("device cuda computes node 'MaxPool_0'"));

    [Test]
    public void One_that_is_right_is_not() => Assert.That(
        () => KnownFaults.Refuse(Network(dilation: 2, padding: 1), Device.Cpu), Throws.Nothing);

    [TestCase(1, 1)]
    [TestCase(2, 0)]
    public void Nothing_else_is_tried(int dilation, int padding) => Assert.That(
        () => KnownFaults.Refuse(
            Network(dilation, padding), Cuda, (_, _) => throw new InvalidOperationException("It was tried.")),
        Throws.Nothing);

    [Test]
    public void What_a_device_leaves_to_the_cpu_is_a_warning_and_nothing_at_all_a_refusal()
    {
        var network = Network(1, 0);
        var (here, there) = (new PlacedNode("a", "Conv", "CUDAExecutionProvider"), new PlacedNode("b", "Gather", "CPUExecutionProvider"));
        Assert.Multiple(() =>
        {
            Assert.That(DeviceShare.Said(network, Cuda, [here]).Warnings, Is.EqualTo(network.Warnings));
            Assert.That(
                DeviceShare.Said(network, Cuda, [here, there, there]).Warnings,
                Has.One.EqualTo("2 of 3 operators run on the CPU instead of cuda: 2 Gather"));
            Assert.That(
                () => DeviceShare.Said(network, Cuda, [there]),
                Throws.TypeOf<InputException>().With.Message.Contains("device cuda runs none of the network's 1 operators"));
        });
    }

    private static LoadedNetwork Network(int dilation, int padding)
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, 2, 9, 9).Map(
            "MaxPool", ("kernel_shape", new long[] { 2, 2 }), ("dilations", new long[] { dilation, dilation }),
            ("pads", new long[] { padding, padding, padding, padding }));
        using var file = new TemporaryModel(b.Build([x.Map("GlobalAveragePool").Map("Flatten").Name]));
        return NetworkLoader.Load(file.Path);
    }
}
