using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Engine;

/// <summary>The package that tests run with has the CPU only.</summary>
public sealed class DeviceSupportTests
{
    [Test]
    public void The_cpu_is_always_there() => Assert.That(() => DeviceSupport.Require(Device.Cpu), Throws.Nothing);

    [TestCaseSource(nameof(Others))]
    public void What_the_library_does_not_have_is_said_with_what_to_do(string name) => Assert.That(
        () => DeviceSupport.Require(new Device(name)),
        Throws.TypeOf<InputException>().With.Message.StartsWith($"device {name}: ONNX Runtime {RuntimeLibrary.Version} (")
            .And.Message.Contains("it offers cpu. ").And.Message.Contains("--onnxruntime FILE"));

    [Test]
    public void A_network_is_not_opened_on_the_cpu_instead()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        var options = new EngineOptions { Device = new Device("cuda") };
        Assert.That(
            () => OnnxModel.Open(file.Path, options), Throws.TypeOf<InputException>().With.Message.Contains("device cuda"));
    }

    private static IEnumerable<string> Others() => Device.Names.Where(n => n != Device.Cpu.Name);
}
